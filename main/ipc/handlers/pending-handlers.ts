import { AppError } from '../../../shared/domain/app-error.ts';
import type { Handlers } from '../handler-types.ts';

const notYet = async (): Promise<never> => {
  throw new AppError('not-available');
};

/** Calls of part 2 whose service is still being built: each line goes with the slice that brings it. */
export const pendingHandlers = {
  'vault.changePassphrase': notYet,
  'vault.resetPassphrase': notYet,
  'vault.removeProtector': notYet,
  'vault.addOsStore': notYet,
  'deletion.plan': notYet,
  'deletion.delete': notYet,
  'deletion.restore': notYet,
  'deletion.list': notYet,
  'deletion.purge': notYet,
  'files.chooseDestination': notYet,
  'vault.export': notYet,
  'recoverySheet.print': notYet,
  'recoverySheet.savePdf': notYet,
} satisfies Partial<Handlers>;
