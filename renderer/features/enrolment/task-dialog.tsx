// SPDX-License-Identifier: Apache-2.0
import { AddProfileDialog } from './add-profile-dialog.tsx';
import { ApplyDialog } from './apply-dialog.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { ConfirmHostDialog } from './confirm-host-dialog.tsx';
import { DeleteRequestDialog } from './delete-request-dialog.tsx';
import type { EnrolmentTask, StartTask } from './enrolment-task.ts';
import { RemoveProfileDialog } from './remove-profile-dialog.tsx';
import { ReplyDialog } from './reply-dialog.tsx';
import { ShowRequestDialog } from './show-request-dialog.tsx';

export interface TaskDialogProps {
  readonly task: EnrolmentTask;
  readonly onTask: StartTask;
  readonly onClose: () => void;
}

export function TaskDialog({ task, onTask, onClose }: TaskDialogProps) {
  switch (task.kind) {
    case 'add':
      return <AddProfileDialog onClose={onClose} />;
    case 'confirm':
      return <ConfirmHostDialog held={task.held} onClose={onClose} />;
    case 'remove-profile':
      return <RemoveProfileDialog held={task.held} onClose={onClose} />;
    case 'apply':
      return (
        <ApplyDialog profileId={task.profileId} replaced={task.replaced ?? null} onTask={onTask} onClose={onClose} />
      );
    case 'show':
      return <ShowRequestDialog request={task.request} onClose={onClose} />;
    case 'ask':
      return <AskDialog request={task.request} onTask={onTask} onClose={onClose} />;
    case 'reply':
      return <ReplyDialog request={task.request} onClose={onClose} />;
    default:
      return <DeleteRequestDialog request={task.request} onClose={onClose} />;
  }
}
