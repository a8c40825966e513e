// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { inspectBytes } from '../../formats/inspect/inspect-bytes.ts';
import { readCrlFile } from '../../formats/pem/read-crl-file.ts';
import { readExpectedName } from '../../x509/path/names/expected-name.ts';
import { type PathCertificate, readPathCertificate } from '../../x509/path/path-certificate.ts';
import { readPathCrl } from '../../x509/path/revocation/path-crl.ts';
import type { PathOptions } from '../../x509/path/path-options.ts';
import { revocationAddressesOf } from '../../x509/path/revocation/revocation-addresses.ts';
import { type PathQuestion, validateCertificate } from '../../x509/path/validate-certificate.ts';
import { readFetched } from './fetched-material.ts';
import type { ParseInput, ParseReply } from '../parse-protocol.ts';

/** Errors: the diagnosis code of an unreadable file, with its `index` in `files`. */
export async function answerValidate(input: ParseInput<'validate'>): Promise<ParseReply<'validate'>> {
  const { question, material } = await gather(input);
  const { valid, reasons, warnings, path, revocation, statuses, verdicts } = await validateCertificate(question);
  return {
    valid,
    reasons: reasons.map((reason) => ({ ...reason })),
    warnings: warnings.map((warning) => ({ ...warning })),
    path: path.map(({ sha256 }) => sha256),
    names: path.map(({ displayName }) => displayName),
    revocation,
    statuses: statuses.map((status) => ({ ...status })),
    verdicts: material.verdictsBy({ verdicts, path }).map((judged) => judged && { ...judged }),
  };
}

/**
 * Takes addresses from trusted CRLs and the path (leaf first, no anchor). Includes issuer addresses only for incomplete
 * paths.
 */
export async function answerAddresses(
  input: ParseInput<'revocationAddresses'>,
): Promise<ParseReply<'revocationAddresses'>> {
  const { question } = await gather({ ...input, fetched: input.fetched?.filter(({ kind }) => kind !== 'delta') });
  const judgeBy = async (revocation: PathOptions['revocation']) =>
    validateCertificate({ ...question, options: { ...question.options, revocation } });
  const { valid, reasons, path } = await judgeBy('none');
  const lists = valid && question.crls.length > 0 ? (await judgeBy('soft')).lists : null;
  const isOpen = reasons.some(({ code }) => code === 'no-issuer');
  const listsOf = ({ sha256 }: PathCertificate) => [...(lists?.get(sha256) ?? [])];
  const addresses = revocationAddressesOf(path, listsOf).filter(({ certId }) => isOpen || certId !== null);
  return {
    valid,
    certificates: addresses.map(({ ocsp, crls, deltas, issuers, ...rest }) => ({
      ...rest,
      ocsp: [...ocsp],
      crls: crls.map((list) => [...list]),
      deltas: deltas.map((list) => [...list]),
      issuers: isOpen && rest.certId === null ? [...issuers] : [],
    })),
  };
}

async function gather({ files, intermediates, anchors, options, fetched = [], known = [] }: ParseInput<'validate'>) {
  const read = await Promise.all(files.map(async (file, index) => telling(index, async () => readFile(file))));
  const of = (role: (typeof files)[number]['role']) =>
    read.filter((_, index) => files[index]?.role === role).flatMap(({ certificates }) => certificates);
  const [leaf, ...beside] = of('subject');
  if (!leaf) throw new AppError('not-a-certificate-file', { index: 0 });
  const material = await readFetched(fetched);
  const { policies, inhibitAny, name, ...rest } = options;
  const question: PathQuestion = {
    leaf,
    intermediates: [...beside, ...of('with'), ...intermediates.flatMap(readableOnly), ...material.certificates],
    anchors: [...of('anchor'), ...anchors.flatMap(readableOnly)],
    crls: [...read.flatMap((each) => each.crls), ...material.crls],
    answers: material.answers,
    known,
    options: {
      ...rest,
      initialPolicies: policies,
      inhibitAnyPolicy: inhibitAny,
      name: name === null ? null : readExpectedName(name),
    },
  };
  return { question, material };
}

async function readFile({ role, bytes, password }: ParseInput<'validate'>['files'][number]) {
  if (role === 'crl') return { certificates: [], crls: readCrlFile(bytes).map((der) => readPathCrl(der)) };
  const { certificates, keys, diagnosis } = await inspectBytes(bytes, { password });
  for (const { pkcs8 } of keys) pkcs8.fill(0);
  if (certificates.length === 0) {
    const { code, algorithm, offset, limit } = diagnosis;
    if (code === 'opened') throw new AppError('not-a-certificate-file');
    throw new AppError(code, {
      ...(algorithm !== undefined && { algorithm }),
      ...(offset !== undefined && { offset }),
      ...(limit !== undefined && { limit }),
    });
  }
  return { certificates: readAll(role, certificates), crls: [] };
}

/** Throws only if the subject is unreadable. */
function readAll(role: string, certificates: readonly { readonly der: Uint8Array }[]): PathCertificate[] {
  return certificates.flatMap(({ der }, index) =>
    role === 'subject' && index === 0 ? [readPathCertificate(der)] : readableOnly(der),
  );
}

function readableOnly(der: Uint8Array): PathCertificate[] {
  try {
    return [readPathCertificate(der)];
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

async function telling<T>(index: number, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError) throw new AppError(error.code, { ...error.details, index });
    throw error;
  }
}
