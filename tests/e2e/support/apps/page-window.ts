// SPDX-License-Identifier: Apache-2.0
import type { Bridge } from '../../../../shared/ipc/bridge.ts';

/** The page's window, in functions that run there: the bridge is always there in a started app. */
export type PageWindow = Window & typeof globalThis & { readonly certsteward: Bridge };
