// SPDX-License-Identifier: Apache-2.0
import { mixesScripts } from './host-letters.ts';
import { unicodeHost } from './punycode.ts';

export interface BankAddress {
  /** Normalised by the URL parser, with A-labels. */
  readonly url: string;
  readonly asciiHost: string;
  readonly host: string;
}

export const addressProblems = ['incomplete', 'not-https', 'credentials', 'number', 'mixed-scripts'] as const;
export type AddressProblem = (typeof addressProblems)[number];

export type ReadAddress =
  | { readonly problem: null; readonly address: BankAddress }
  /** `host` is Unicode, and set only for `number` and `mixed-scripts`. */
  | { readonly problem: AddressProblem; readonly host: string | null };

/** Adds a missing `https://` but rejects any other scheme. */
export function readBankAddress(typed: string): ReadAddress {
  const text = typed.trim();
  const refuse = (problem: AddressProblem, host: string | null = null): ReadAddress => ({ problem, host });
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'https') return refuse('not-https');
  const whole = scheme === undefined ? `https://${text}` : text;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  if (url === null || url.hostname === '' || /\s/.test(text)) return refuse('incomplete');
  if (url.username !== '' || url.password !== '') return refuse('credentials');
  const { hostname } = url;
  if (/^[\d.]+$/.test(hostname) || hostname.startsWith('[')) return refuse('number', hostname);
  if (!hostname.includes('.') && hostname !== 'localhost') return refuse('incomplete');
  const unicode = unicodeHost(hostname);
  if (mixesScripts(unicode)) return refuse('mixed-scripts', unicode);
  const port = url.port === '' ? '' : `:${url.port}`;
  return { problem: null, address: { url: url.href, asciiHost: hostname + port, host: unicode + port } };
}
