// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { AppError } from '../../shared/domain/errors/app-error.ts';

/** The child checks input, the parent output. */
export type ChildOperations = Readonly<Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>>;

export type OperationOf<T extends ChildOperations> = keyof T & string;
export type InputOf<T extends ChildOperations, O extends keyof T> = z.infer<T[O]['input']>;
export type OutputOf<T extends ChildOperations, O extends keyof T> = z.infer<T[O]['output']>;

export type SendPart = (part: unknown) => Promise<void>;

export type Answers<T extends ChildOperations> = {
  readonly [O in keyof T]: (input: InputOf<T, O>, sendPart: SendPart) => OutputOf<T, O> | Promise<OutputOf<T, O>>;
};

/** Throws `internal` for an unknown operation, `ZodError` for invalid input. */
export async function answerChecked<T extends ChildOperations>(
  operations: T,
  answers: Answers<T>,
  operation: string,
  input: unknown,
  sendPart: SendPart,
): Promise<unknown> {
  const definition = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  const answer = answers[operation];
  if (definition === undefined || answer === undefined) throw new AppError('internal');
  return answer(definition.input.parse(input) as never, sendPart);
}

/** Rejects anything malformed, because the child may be compromised. Throws `internal`. */
export function checkedOutput<T extends ChildOperations, O extends OperationOf<T>>(
  operations: T,
  operation: O,
  value: unknown,
): OutputOf<T, O> {
  const checked = operations[operation]?.output.safeParse(value);
  if (checked?.success !== true) throw new AppError('internal', {}, { cause: checked?.error });
  return checked.data as OutputOf<T, O>;
}
