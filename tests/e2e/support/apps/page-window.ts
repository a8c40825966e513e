// SPDX-License-Identifier: Apache-2.0
import type { Bridge } from '../../../../shared/ipc/bridge.ts';

/** `window` in the page. A started app always has the bridge. */
export type PageWindow = Window & typeof globalThis & { readonly certsteward: Bridge };
