// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { storeTexts } from './store-texts.ts';
import type { Store } from '../../../shared/schemas/store.ts';
import type { StoreRun } from '../../stores/stores-service.ts';
import type { CommandRun } from '../command.ts';
import { required, value } from '../runtime/options.ts';

const text = { 'zh-CN': '证书库的编号，见 stores list', en: 'Browser or system store (see stores list)' };
export const toStoreOption = required(value('STORE', text));
export const fromStoreOption = required(value('STORE', text));

export async function storeOfOption(run: CommandRun, option: 'to' | 'from' | 'store'): Promise<Store> {
  const name = run.arguments.values[option];
  if (name === undefined || name === '') throw new AppError('usage', { option: `--${option}` });
  return run.services.stores.resolveStore(name);
}

export async function storePassword(run: CommandRun, store: Store): Promise<string | null> {
  const given = await run.secrets.read('store-password');
  if (given !== null || store.state !== 'password-needed') return given;
  return run.secrets.prompt('store-password', storeTexts[run.language].storePassword);
}

export function passwordList(store: Store, password: string | null): { storeId: string; password: string }[] {
  return password === null ? [] : [{ storeId: store.id, password }];
}

/** The first Ctrl-C stops between steps. */
export function storeRun(run: CommandRun): StoreRun {
  return { signal: run.watchForInterruption(), progress: () => undefined };
}

/** `name` is the id that other commands accept. */
export function storeValue({ id, name, ...rest }: Store) {
  return { name: id, title: name, ...rest };
}
