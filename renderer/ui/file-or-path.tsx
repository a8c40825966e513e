import { Form } from 'react-aria-components';
import { Button } from './button.tsx';
import { TextField } from './text-field.tsx';

export interface FileOrPathProps {
  /** Id of the form: the button that takes a typed path stands with the others of its dialog. */
  readonly form: string;
  readonly path: string;
  readonly onPath: (path: string) => void;
  readonly isBusy: boolean;
  /** By the system's dialog. */
  readonly onChoose: () => void;
  readonly onTyped: () => void;
  readonly words: Readonly<Record<'choose' | 'typed' | 'typedHint', string>>;
}

/** A file, by the system's dialog or by its path. */
export function FileOrPath({ form, path, onPath, isBusy, onChoose, onTyped, words }: FileOrPathProps) {
  return (
    <>
      <div>
        <Button onPress={onChoose} isDisabled={isBusy} autoFocus>
          {words.choose}
        </Button>
      </div>
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '' && !isBusy) onTyped();
        }}
      >
        <TextField label={words.typed} hint={words.typedHint} value={path} onChange={onPath} maxLength={4096} mono />
      </Form>
    </>
  );
}
