// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';

/** Computers that share the folder may have clocks hours apart. */
const leftoverAgeMs = 24 * 60 * 60 * 1000;
const uploadPattern = /^certsteward-upload-(\d+)-[0-9a-f-]{36}\.tmp$/;
const ourPattern = /^certsteward-[\w.-]+$/;

/** Avoids `.part`, which Nextcloud reserves. */
export function uploadName(now: number): string {
  return `certsteward-upload-${now}-${randomUUID()}.tmp`;
}

export function isLeftover(name: string, now: number): boolean {
  const made = uploadPattern.exec(name)?.[1];
  return made !== undefined && now - Number(made) > leftoverAgeMs;
}

/** Extracts names from an untrusted PROPFIND response (RFC 4918 §9.1) by searching, without an XML parser. */
export function namesInListing(xml: string): Set<string> {
  const names = new Set<string>();
  for (const [, href = ''] of xml.matchAll(/<(?:[\w.-]{1,64}:)?href[^<>]{0,256}>([^<>]{1,4096})</gi)) {
    const name = href.trim().split('/').at(-1) ?? '';
    if (ourPattern.test(name)) names.add(name);
  }
  return names;
}
