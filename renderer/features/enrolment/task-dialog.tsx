// SPDX-License-Identifier: Apache-2.0
import { AddProfileDialog } from './profiles/add-profile-dialog.tsx';
import { ApplyDialog } from './apply/apply-dialog.tsx';
import { AskDialog } from './apply/ask-dialog.tsx';
import { ConfirmHostDialog } from './profiles/confirm-host-dialog.tsx';
import { DeleteRequestDialog } from './requests/delete-request-dialog.tsx';
import type { EnrolmentTask, StartTask } from './enrolment-task.ts';
import { RemoveProfileDialog } from './profiles/remove-profile-dialog.tsx';
import { ReplyDialog } from './requests/reply-dialog.tsx';
import { ShowRequestDialog } from './requests/show-request-dialog.tsx';

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
