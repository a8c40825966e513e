// SPDX-License-Identifier: Apache-2.0
export interface PemHeaders {
  readonly encrypted: boolean;
  readonly dekInfo: readonly [cipher: string, iv: string] | null;
  readonly base64: string;
}

const maxHeaderLength = 4096;

export function splitHeaders(body: string): PemHeaders {
  const head = body.slice(0, maxHeaderLength);
  if (!head.includes(':')) return { encrypted: false, dekInfo: null, base64: body };
  let length = 0;
  for (const match of head.matchAll(/[^\r\n]*(?:\r\n|\r|\n|\\n|$)/g)) {
    const line = match[0].trim();
    if (line !== '' && !line.includes(':')) break;
    if (match[0] === '') break;
    length += match[0].length;
  }
  const headers = head.slice(0, length);
  const dek = /DEK-Info:\s*([\w-]{1,40})\s*,\s*([0-9A-Fa-f]{2,64})/.exec(headers);
  return {
    encrypted: /Proc-Type:\s*4\s*,\s*ENCRYPTED/.test(headers),
    dekInfo: dek ? [(dek[1] as string).toUpperCase(), dek[2] as string] : null,
    base64: body.slice(length),
  };
}
