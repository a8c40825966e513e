// SPDX-License-Identifier: Apache-2.0
/** Commands for the driver inside Wine, and its replies, with octets as base64. */
export type DriverStep =
  | { readonly call: 'describe' | 'list' | 'providers' }
  | { readonly call: 'read' | 'remove' | 'exportKey'; readonly sha256: string }
  | { readonly call: 'removeOrphanKey'; readonly spkiSha256: string }
  | { readonly call: 'sign'; readonly sha256: string; readonly challenge: string }
  | {
      readonly call: 'install';
      readonly certificate: string;
      readonly sha256: string;
      readonly issuers: readonly string[];
      readonly pkcs8: string;
      readonly nickname: string;
    };

export type DriverAnswer =
  | { readonly value: unknown; readonly error?: never }
  | { readonly error: string; readonly details: unknown; readonly value?: never };
