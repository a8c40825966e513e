// SPDX-License-Identifier: Apache-2.0
import type { Loss } from '../../../shared/schemas/certificates/loss.ts';
import type { LossFacts } from './use-loss.ts';

export interface StepProps {
  readonly facts: LossFacts;
  readonly loss: Loss;
  readonly onTick: (done: boolean) => Promise<void>;
  readonly onBack: () => void;
  readonly onNext: () => void;
}
