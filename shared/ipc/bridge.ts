// SPDX-License-Identifier: Apache-2.0
import type { Envelope, Request } from './envelope.ts';

/** What the preload script puts on `window.certsteward`: the only way out of the page. */
export interface Bridge {
  invoke(request: Request): Promise<Envelope>;
  on(event: string, listener: (payload: unknown) => void): () => void;
}
