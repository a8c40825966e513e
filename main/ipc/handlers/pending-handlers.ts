import { AppError } from '../../../shared/domain/app-error.ts';
import type { Handlers } from '../handler-types.ts';

const notYet = async (): Promise<never> => {
  throw new AppError('not-available');
};

/** Calls of part 2 whose service is still being built: each line goes with the slice that brings it. */
export const pendingHandlers = {
  'files.chooseDestination': notYet,
  'vault.export': notYet,
  'recoverySheet.print': notYet,
  'recoverySheet.savePdf': notYet,
} satisfies Partial<Handlers>;
