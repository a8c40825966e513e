// SPDX-License-Identifier: Apache-2.0
import { endStoreTask, useStoreTasks } from '../../state/stores/store-tasks-store.ts';
import { storesChanged } from '../../state/stores/stores-store.ts';
import { InstallDialog } from './install/install-dialog.tsx';
import { TestInstalledKeyDialog } from './install/test-installed-key-dialog.tsx';
import { RemoveDialog } from './remove/remove-dialog.tsx';
import { TakeInDialog } from './take-in-dialog.tsx';

export function StoreTaskDialog() {
  const { task, number } = useStoreTasks();
  if (task === null) return null;
  const close = () => {
    endStoreTask();
    storesChanged();
  };
  switch (task.kind) {
    case 'install':
      return <InstallDialog key={number} start={task.certificates} storeId={task.storeId ?? null} onClose={close} />;
    case 'test':
      return <TestInstalledKeyDialog key={number} placed={task.placed} onClose={close} />;
    case 'remove':
      return <RemoveDialog key={number} candidates={task.candidates} onClose={close} />;
    default:
      return <TakeInDialog key={number} placed={task.placed} hardware={task.hardware} onClose={close} />;
  }
}
