// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { PathFinding } from '../../../shared/domain/trust/path-reasons.ts';
import { CertificateJudge } from '../../x509/path/judge-certificates.ts';
import { type PathCertificate, readPathCertificate } from '../../x509/path/path-certificate.ts';
import type { ParseInput, ParseReply } from '../parse-protocol.ts';

export async function answerJudge({
  certificates,
  authorities,
  anchors,
  at,
}: ParseInput<'judge'>): Promise<ParseReply<'judge'>> {
  const judge = new CertificateJudge(authorities.flatMap(readable), anchors.flatMap(readable), at);
  const verdicts: ParseReply<'judge'>['verdicts'] = [];
  for (const der of certificates) {
    const [certificate] = readable(der);
    if (certificate === undefined) {
      const sha256 = hash('sha256', der, 'hex');
      const reason = { code: 'malformed' as const, certificate: sha256, role: 'leaf' as const, detail: 'DER' };
      verdicts.push({ valid: false, sound: false, reasons: [reason], warnings: [], path: [sha256] });
      continue;
    }
    const { valid, sound, reasons, warnings, path } = await judge.judge(certificate);
    verdicts.push({
      valid,
      sound,
      reasons: reasons.map(withoutName),
      warnings: warnings.map(withoutName),
      path: path.map(({ sha256 }) => sha256),
    });
  }
  return { verdicts };
}

function withoutName<Code>({ code, certificate, role, detail }: PathFinding<Code>): Omit<PathFinding<Code>, 'name'> {
  return { code, certificate, role, detail };
}

function readable(der: Uint8Array): PathCertificate[] {
  try {
    return [readPathCertificate(der)];
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
