// SPDX-License-Identifier: Apache-2.0
import type { Envelope, Request } from './envelope.ts';

/** `window.certsteward`, the page's only way out. */
export interface Bridge {
  invoke(request: Request): Promise<Envelope>;
  on(event: string, listener: (payload: unknown) => void): () => void;
}
