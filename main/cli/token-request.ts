import type { HeldProfile } from '../../shared/schemas/enrolment.ts';
import type { TokenAlgorithm } from '../../shared/schemas/token.ts';
import type { KeptRequest } from '../enrolment/enrolment-service.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import type { CommandRun } from './command.ts';
import { tokenNamed, tokenRun } from './token-options.ts';
import { readPins } from './token-pins.ts';

/**
 * `enrol --key token:SERIAL`. `--label` names the key, else the subject does. Errors: those of
 * `EnrolmentService.requestOnToken`, and of reading a PIN.
 */
export async function requestOnToken(
  run: CommandRun,
  held: HeldProfile,
  {
    serial,
    ...wanted
  }: {
    readonly subject: string;
    readonly algorithm: TokenAlgorithm;
    readonly place: string | null;
    readonly serial: string;
  },
): Promise<KeptRequest> {
  const token = await tokenNamed(run, serial);
  // No PIN is asked for in vain.
  if (!token.managed) throw new AppError('token-not-managed');
  const pins = await readPins(run, token, { changes: true });
  const onToken = { token, label: run.arguments.values['label'] ?? null, pins };
  return await run.services.enrolment.requestOnToken(held, wanted, onToken, tokenRun(run));
}
