// SPDX-License-Identifier: Apache-2.0
/**
 * For `node --import`. Gives dependency-cruiser TypeScript 6, because version 7 has no JavaScript API (decision 0029).
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (name, context, next) => next(name.replace(/^typescript(?=$|\/)/, 'typescript-with-api'), context),
});
