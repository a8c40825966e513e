// SPDX-License-Identifier: Apache-2.0
import type { Placement, Proof } from '../../../shared/schemas/store.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { Tone } from './countdown.ts';
import { recentTime } from './dates.ts';
import { screenText } from './screen-text.ts';

/** A login proves more than a signature, and a signature more than presence. */
export function strongestProof(proofs: readonly Proof[]): Proof | null {
  for (const kind of ['login', 'signed', 'present'] as const) {
    const found = proofs.find((proof) => proof.kind === kind);
    if (found !== undefined) return found;
  }
  return null;
}

/** Presence doesn't prove that the key works. */
export function proofText({ t, language }: Text, proof: Proof | null): string {
  if (proof === null) return t('browsers.proof.none');
  const time = recentTime(proof.at, language, t('time.today'));
  if (proof.kind === 'login') {
    const facts = { time, host: screenText(proof.host ?? '') };
    return proof.passed ? t('browsers.proof.login', facts) : t('browsers.proof.loginFailed', facts);
  }
  if (proof.kind === 'present') return `${t('browsers.proof.none')} · ${t('browsers.proof.present', { time })}`;
  return proof.passed ? t('browsers.proof.signed', { time }) : t('browsers.proof.signedFailed', { time });
}

export function placementTone(placement: Placement): Tone {
  if (placement.hardware !== null) return 'off';
  if (placement.hasKey === false) return 'warn';
  if (placement.hasKey === null) return 'off';
  const proof = strongestProof(placement.proofs);
  if (proof === null || proof.kind === 'present') return 'off';
  return proof.passed ? 'ok' : 'bad';
}

export function placementText({ t }: Text, placement: Placement): string {
  const place = screenText(placement.storeName);
  if (placement.storeKind === 'token') return t('browsers.onToken', { place });
  if (placement.hardware !== null) return t('browsers.onHardware', { place });
  if (placement.hasKey === false) return t('browsers.withoutKey', { place });
  return placement.hasKey === null ? t('browsers.keyUnknown', { place }) : place;
}
