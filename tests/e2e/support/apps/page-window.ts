// SPDX-License-Identifier: Apache-2.0
import type { Bridge } from '../../../../shared/ipc/bridge.ts';

/** The page's window for functions run there: a started app always has the bridge. */
export type PageWindow = Window & typeof globalThis & { readonly certsteward: Bridge };
