// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';

/** passwd(5); the number for directory service accounts. */
export async function accountName(uid: number, passwd = '/etc/passwd'): Promise<string> {
  const text = await readFile(passwd, 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    const [name, , id] = line.split(':');
    if (name !== undefined && name !== '' && id === String(uid)) return name;
  }
  return String(uid);
}
