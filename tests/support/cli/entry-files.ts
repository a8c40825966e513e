// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** An entry as it runs from its source, without a build. */
export const sourceFile = ({ source }: { readonly source: string }): string => path.join(root, source);

/** An entry as `npm run build` makes it. */
export const builtFile = ({ output }: { readonly output: string }): string => path.join(root, 'dist', output);

/** The built one for tests of real peers, whose stage builds first: from source each child takes 0.3 s longer to start. */
export const entryFile = process.env['CERTSTEWARD_TEST_BUILT'] === undefined ? sourceFile : builtFile;
