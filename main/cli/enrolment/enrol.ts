// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import type { ServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { TokenAlgorithm } from '../../../shared/schemas/token.ts';
import type { KeptRequest } from '../../enrolment/requests/new-request.ts';
import { writeRequestFile } from '../../exports/request-file.ts';
import { algorithmAsked } from '../runtime/algorithm-option.ts';
import type { Command, CommandRun } from '../command.ts';
import { serverAsk, serverOptions, outcomeLines, outcomeValue, showContact } from './server-options.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { handInLines } from './hand-in-lines.ts';
import { words } from '../output/messages.ts';
import { confirmAnchor } from './keep-anchor.ts';
import { acceptAuthorityKeyFlag, keyWanted } from './key-wanted.ts';
import { preflightBefore, preflightOptions, skipFlag, warnOfComputer } from './preflight-checks.ts';
import { enrolOnWeb } from './enrol-on-web.ts';
import { profileOfOption } from '../profiles/profile-options.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { tokenRequests, type TokenRequests } from '../tokens/token-request.ts';
import { createVaultOnce, tellingCreated, type VaultCreation } from '../vault/vault-creation.ts';

export const enrolCommand: Command = {
  name: 'enrol',
  synopsis:
    '--profile FILE|NAME --subject DN [--anchor FILE] [--reference REF] [--key vault|token:SERIAL|authority] [--accept-authority-key] [--algorithm ALGORITHM] [--place TEXT] [--replaces ID] [--shared-computer] [--skip-preflight] [--watch-folder DIR] [--vault-token SERIAL --vault-pin-file FILE] [-o FILE]',
  summary: { 'zh-CN': '按颁发机构的申请方案申请证书', en: 'apply for a certificate by the profile of an authority' },
  words: [0, 0],
  writes: true,
  values: [
    'profile',
    'subject',
    'key',
    'algorithm',
    'place',
    'replaces',
    'label',
    'output',
    'watch-folder',
    ...serverOptions.values,
  ],
  flags: [skipFlag, acceptAuthorityKeyFlag, ...preflightOptions.flags, ...serverOptions.flags],
  secrets: serverOptions.secrets,
  async run(run) {
    const held = await profileOfOption(run);
    const { protocol } = held.profile;
    if (protocol !== 'web' && run.arguments.values['watch-folder'] !== undefined) {
      throw new AppError('usage', { option: '--watch-folder' });
    }
    await warnOfComputer(run, held);
    if (protocol === 'web') {
      const renews = await replacedOf(run);
      return await enrolOnWeb(run, held, { purpose: renews === null ? 'apply' : 'replace', renews });
    }
    const creation = createVaultOnce(run);
    return await tellingCreated(run, creation, async () =>
      protocol === 'manual' ? enrolManually(run, held, creation) : enrolOnline(run, held, protocol, creation),
    );
  },
};

async function enrolManually(run: CommandRun, held: HeldProfile, creation: VaultCreation): Promise<ExitCode> {
  const wanted = await wantedOf(run, held);
  const named = run.arguments.values['output'];
  const file = named === undefined ? null : await outputNamed(run, named);
  if (wanted.key === 'vault') await creation.ensure();
  // CAs are strict: default to the profile's first key type.
  const algorithm = wanted.algorithm ?? held.profile.keyTypes?.[0] ?? 'ec-p256';
  const kept = await makeRequest(run, held, { ...wanted, algorithm }, tokenRequests(run));
  if (file !== null) await writeRequestFile(file, kept.pem);
  answer(run, held, { kept, file: file?.path ?? null, creation });
  return exit.done;
}

async function enrolOnline(
  run: CommandRun,
  held: HeldProfile,
  protocol: ServerProtocol,
  creation: VaultCreation,
): Promise<ExitCode> {
  if (run.arguments.values['output'] !== undefined) throw new AppError('usage', { option: '--output' });
  const wanted = await wantedOf(run, held);
  const onToken = tokenRequests(run);
  const ask = { ...(await serverAsk(run, onToken)), ...preflightBefore(run, held) };
  await showContact(run, held);
  const keepAnchor = await confirmAnchor(run, held);
  // A token key needs no vault protectors.
  if (wanted.key === 'vault' || wanted.key === 'authority') await creation.ensure();
  await keepAnchor();
  const make = async (algorithm: TokenAlgorithm) =>
    (await makeRequest(run, held, { ...wanted, algorithm }, onToken)).request;
  const outcome = await run.services.enrolment[protocol].enrol(held, wanted.algorithm, ask, make);
  const created = creation.created();
  run.output.value({ ...outcomeValue(outcome), ...(created && { vaultCreated: created }) }, [
    ...(created === null ? [] : [words(run.language).recoveryCodeOnce, created.recoveryCode]),
    ...outcomeLines(run, outcome),
  ]);
  return exit.done;
}

interface Wanted {
  readonly subject: string;
  readonly place: string | null;
  /** SHA-256 of the lost certificate (E08). */
  readonly renews: string | null;
  /** `vault`, `token:SERIAL` or `authority`. */
  readonly key: string;
  readonly algorithm: TokenAlgorithm | null;
}

/** Fails before making a key or asking for secrets. Errors: `usage`, `invalid-input`, those of `replacedOf`. */
async function wantedOf(run: CommandRun, held: HeldProfile): Promise<Wanted> {
  const { subject, place = null, algorithm } = run.arguments.values;
  if (subject === undefined || subject === '') throw new AppError('usage', { option: '--subject' });
  if (place !== null && place.length > annotationLimits.place) throw new AppError('usage', { option: '--place' });
  const key = keyWanted(run, held);
  const asked = algorithmAsked(algorithm, held);
  run.services.enrolment.checkSubject(subject, held.profile);
  return { subject, place, renews: await replacedOf(run), key, algorithm: asked };
}

/** No labels, as in `revoke`. */
async function replacedOf({ services, arguments: { values } }: CommandRun): Promise<string | null> {
  const { replaces } = values;
  return replaces === undefined ? null : await services.certificates.resolveId(replaces, { labels: false });
}

async function makeRequest(
  run: CommandRun,
  held: HeldProfile,
  { subject, place, renews, key, algorithm }: Wanted & { readonly algorithm: TokenAlgorithm },
  onToken: TokenRequests,
): Promise<KeptRequest> {
  const purpose = renews === null ? 'apply' : 'replace';
  const wanted = { holder: { subject }, algorithm, place, purpose, renews } as const;
  if (key.startsWith('token:')) return await onToken.request(key.slice('token:'.length), held, wanted);
  const made = key === 'vault' ? ({ in: 'vault' } as const) : ({ in: 'authority', accepted: true } as const);
  return await run.services.enrolment.request(held, { ...wanted, key: made });
}

function answer(
  run: CommandRun,
  held: HeldProfile,
  { kept, file, creation }: { kept: KeptRequest; file: string | null; creation: VaultCreation },
): void {
  const { language, output } = run;
  const { request, pem } = kept;
  const created = creation.created();
  output.value({ pending: request, pem, file, ...(created && { vaultCreated: created }) }, [
    ...(created === null ? [] : [words(language).recoveryCodeOnce, created.recoveryCode]),
    ...handInLines(language, held, kept, file),
  ]);
}
