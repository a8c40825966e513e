// SPDX-License-Identifier: Apache-2.0
import type { Envelope, Request } from './envelope.ts';

/** The page's only connection to main, as `window.certsteward`. */
export interface Bridge {
  invoke(request: Request): Promise<Envelope>;
  on(event: string, listener: (payload: unknown) => void): () => void;
}
