import { AppError } from '../../shared/domain/app-error.ts';
import { inspectBytes } from '../formats/inspect-bytes.ts';
import { readCrlFile } from '../formats/pem/read-crl-file.ts';
import { readExpectedName } from '../x509/path/expected-name.ts';
import { type PathCertificate, readPathCertificate } from '../x509/path/path-certificate.ts';
import { readPathCrl } from '../x509/path/path-crl.ts';
import { validateCertificate } from '../x509/path/validate-certificate.ts';
import type { ParseInput, ParseReply } from './parse-protocol.ts';

/**
 * Reads the files and validates, all in the parse child: nothing that was made by somebody else is read in the main
 * process, and its time cap holds for the search, too. Errors: the diagnosis of a file that does not open, with
 * `index` among `files`.
 */
export async function answerValidate({
  files,
  intermediates,
  anchors,
  options,
}: ParseInput<'validate'>): Promise<ParseReply<'validate'>> {
  const read = await Promise.all(files.map(async (file, index) => telling(index, async () => readFile(file))));
  const of = (role: (typeof files)[number]['role']) =>
    read.filter((_, index) => files[index]?.role === role).flatMap(({ certificates }) => certificates);
  const [leaf, ...beside] = of('subject');
  if (!leaf) throw new AppError('not-a-certificate-file', { index: 0 });
  const crls = read.flatMap((each) => each.crls);
  const { policies, inhibitAny, name, ...rest } = options;
  const answer = await validateCertificate({
    leaf,
    intermediates: [...beside, ...of('with'), ...intermediates.flatMap(readableOnly)],
    anchors: [...of('anchor'), ...anchors.flatMap(readableOnly)],
    crls,
    options: {
      ...rest,
      initialPolicies: policies,
      inhibitAnyPolicy: inhibitAny,
      name: name === null ? null : readExpectedName(name),
    },
  });
  return {
    ...answer,
    reasons: answer.reasons.map((reason) => ({ ...reason })),
    path: answer.path.map(({ sha256 }) => sha256),
    names: answer.path.map(({ displayName }) => displayName),
  };
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

/** The certificate in question must be readable; of the others a broken one is passed over. */
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
