// SPDX-License-Identifier: Apache-2.0
import { endTokenTask, type TokenTask, useTokenTasks } from '../../state/tokens/token-tasks-store.ts';
import { ChangePinDialog } from './pins/change-pin-dialog.tsx';
import { CsrDialog } from './keys/csr-dialog.tsx';
import { DeleteObjectDialog } from './objects/delete-object-dialog.tsx';
import { GenerateDialog } from './keys/generate-dialog.tsx';
import { ImportIdentityDialog } from './keys/import-identity-dialog.tsx';
import { InitialiseDialog } from './initialise/initialise-dialog.tsx';
import { ManageDialog } from './manage-dialog.tsx';
import { MissingTokenDialog } from './missing/missing-token-dialog.tsx';
import { ModulesDialog } from './modules/modules-dialog.tsx';
import { SelfSignDialog } from './keys/self-sign-dialog.tsx';
import { TakeCertificatesDialog } from './objects/take-certificates-dialog.tsx';
import { TestKeyDialog } from './objects/test-key-dialog.tsx';
import { UnblockPinDialog } from './pins/unblock-pin-dialog.tsx';
import { UnlockTokenDialog } from './pins/unlock-token-dialog.tsx';
import { WriteCertificateDialog } from './objects/write-certificate-dialog.tsx';

export function TokenTaskDialog() {
  const { task, number } = useTokenTasks();
  if (task === null) return null;
  return <TaskDialog key={number} task={task} />;
}

function TaskDialog({ task }: { readonly task: TokenTask }) {
  const onClose = endTokenTask;
  switch (task.kind) {
    case 'modules':
      return <ModulesDialog onClose={onClose} />;
    case 'missing':
      return <MissingTokenDialog onClose={onClose} />;
    case 'unlock':
      return <UnlockTokenDialog token={task.token} onClose={onClose} />;
    case 'change-pin':
      return <ChangePinDialog token={task.token} who="user" onClose={onClose} />;
    case 'change-so-pin':
      return <ChangePinDialog token={task.token} who="so" onClose={onClose} />;
    case 'unblock':
      return <UnblockPinDialog token={task.token} onClose={onClose} />;
    case 'manage':
      return <ManageDialog token={task.token} onClose={onClose} />;
    case 'initialise':
      return <InitialiseDialog token={task.token} onClose={onClose} />;
    case 'generate':
      return <GenerateDialog token={task.token} onClose={onClose} />;
    case 'write-certificate':
      return <WriteCertificateDialog token={task.token} onClose={onClose} />;
    case 'import-identity':
      return <ImportIdentityDialog token={task.token} onClose={onClose} />;
    case 'take-in':
      return <TakeCertificatesDialog token={task.token} onClose={onClose} />;
    case 'csr':
      return <CsrDialog token={task.token} object={task.object} onClose={onClose} />;
    case 'self-sign':
      return <SelfSignDialog token={task.token} object={task.object} onClose={onClose} />;
    case 'test-key':
      return <TestKeyDialog token={task.token} object={task.object} onClose={onClose} />;
    case 'delete':
      return <DeleteObjectDialog token={task.token} object={task.object} onClose={onClose} />;
  }
}
