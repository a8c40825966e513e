// SPDX-License-Identifier: Apache-2.0
/**
 * The readers of keys, passwords and containers, with their libraries of cryptography. Loaded when a file needs them
 * (reading-steps.ts): thousands of certificates do not, and a process without them starts sooner and stays smaller.
 */
export { readDerFile } from './der/read-der-file.ts';
export { readDerObject } from './der/read-der-object.ts';
export { readJavaStore } from './java/read-java-key-store.ts';
export { readTraditionalEncrypted } from './pem/read-traditional-key.ts';
