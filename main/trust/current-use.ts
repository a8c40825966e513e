// SPDX-License-Identifier: Apache-2.0
import type { ValidationRequest } from './gather-question.ts';

export function currentUse(sha256: string, now: Date): ValidationRequest {
  return {
    subject: { id: sha256 },
    with: [],
    anchors: [],
    crls: [],
    options: {
      at: `${now.toISOString().slice(0, 19)}Z`,
      policies: null,
      explicitPolicy: false,
      inhibitMapping: false,
      inhibitAny: false,
      name: null,
      purpose: 'any',
      maxDepth: null,
      rules: 'rfc5280',
      revocation: 'soft',
    },
  };
}
