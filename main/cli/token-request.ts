import { AppError } from '../../shared/domain/app-error.ts';
import type { HeldProfile } from '../../shared/schemas/enrolment.ts';
import type { TokenAlgorithm } from '../../shared/schemas/token.ts';
import type { KeptRequest } from '../enrolment/enrolment-service.ts';
import type { CommandRun } from './command.ts';
import { openToFind } from './token-objects.ts';
import { tokenNamed, tokenRun } from './token-options.ts';
import { readPins } from './token-pins.ts';

/**
 * `enrol --key token:SERIAL`: a new key on the token, which never leaves it, and a request that it signs. `--label` names
 * the key, else the subject does. A kill in between leaves a key on the token and no request. Errors: `token-not-managed`,
 * those of `tokens generate` and `tokens csr`.
 */
export async function requestOnToken(
  run: CommandRun,
  held: HeldProfile,
  wanted: {
    readonly subject: string;
    readonly algorithm: TokenAlgorithm;
    readonly place: string | null;
    readonly serial: string;
  },
): Promise<KeptRequest> {
  const { subject, algorithm, place, serial } = wanted;
  const { tokens, enrolment } = run.services;
  const token = await tokenNamed(run, serial);
  if (!token.managed) throw new AppError('token-not-managed');
  const pins = await readPins(run, token, { changes: true });
  const label = run.arguments.values['label'] ?? commonNameOf(subject);
  const tokenId = token.id;
  const { objectId } = await tokens.generate({ tokenId, algorithm, label, ...pins }, tokenRun(run));
  const { pin, confirmedLastTry } = pins;
  const pem = await openToFind(run, token, { pin, confirmedLastTry, soPin: undefined }, async (listing, pinsFor) => {
    const key = listing.objects.find(({ id }) => id === objectId);
    if (key === undefined) throw new AppError('not-found');
    const { soPin: _soPin, ...needed } = await pinsFor(key);
    return (await tokens.csr({ tokenId, objectId, subject, ...needed }, tokenRun(run))).pem;
  });
  return await enrolment.keepTokenRequest(held, { pem, serial: token.serial, place });
}

/** For a person to know the key again on the token. */
function commonNameOf(subject: string): string {
  const name = /(?:^|,)\s*CN\s*=\s*((?:\\.|[^,\\])+)/i.exec(subject)?.[1] ?? subject;
  return name.replaceAll('\\', '').trim().slice(0, 60);
}
