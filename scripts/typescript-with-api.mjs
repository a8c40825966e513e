// SPDX-License-Identifier: Apache-2.0
/** `node --import`: dependency-cruiser gets TypeScript 6; 7 has no JavaScript API (decision 0029). */
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (name, context, next) => next(name.replace(/^typescript(?=$|\/)/, 'typescript-with-api'), context),
});
