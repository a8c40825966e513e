import { AppError } from '../../shared/domain/app-error.ts';
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';

/** Inventory, install, proof, removal and taking in (S01-S10). */
export interface StoresService {
  list(options: CallInput<'stores.list'>): Promise<CallOutput<'stores.list'>>;
  inventory(query: CallInput<'stores.inventory'>): Promise<CallOutput<'stores.inventory'>>;
  places(sha256: string): Promise<CallOutput<'stores.places'>>;
  planInstall(input: CallInput<'stores.planInstall'>): Promise<CallOutput<'stores.planInstall'>>;
  install(input: CallInput<'stores.install'>, run: StoreRun): Promise<CallOutput<'stores.install'>>;
  planRemove(input: CallInput<'stores.planRemove'>): Promise<CallOutput<'stores.planRemove'>>;
  remove(input: CallInput<'stores.remove'>, run: StoreRun): Promise<CallOutput<'stores.remove'>>;
  prove(input: CallInput<'stores.prove'>, run: StoreRun): Promise<CallOutput<'stores.prove'>>;
  lookAtServer(input: CallInput<'stores.lookAtServer'>, run: StoreRun): Promise<CallOutput<'stores.lookAtServer'>>;
  login(input: CallInput<'stores.login'>, run: StoreRun): Promise<CallOutput<'stores.login'>>;
  takeIn(input: CallInput<'stores.takeIn'>, run: StoreRun): Promise<CallOutput<'stores.takeIn'>>;
  /** The stores changed on the disk or by us. */
  onChange(listener: () => void): void;
  close(): void;
}

export interface StoreRun {
  readonly signal: AbortSignal;
  /** `fraction` 0..1 or null; `step` is a catalogue key. */
  progress(fraction: number | null, step: string): void;
}

/** SCAFFOLD of the branch, replaced before it is merged. */
export function createStoresService(): StoresService {
  const absent = async () => await Promise.reject(new AppError('not-available'));
  return {
    list: absent,
    inventory: absent,
    places: absent,
    planInstall: absent,
    install: absent,
    planRemove: absent,
    remove: absent,
    prove: absent,
    lookAtServer: absent,
    login: absent,
    takeIn: absent,
    onChange: () => undefined,
    close: () => undefined,
  };
}
