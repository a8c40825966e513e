// SPDX-License-Identifier: Apache-2.0
export { readDerFile } from '../der/read-der-file.ts';
export { readDerObject } from '../der/read-der-object.ts';
export { readJavaStore } from '../java/read-java-key-store.ts';
export { readTraditionalEncrypted } from '../pem/read-traditional-key.ts';
