import { CircleCheck, X } from 'lucide-react';
import { useText } from '../i18n/i18n.ts';
import { dismissToast, useToasts } from '../state/toasts-store.ts';
import { Button } from './button.tsx';
import css from './toasts.module.css';

export function Toasts() {
  const { t } = useText();
  const toasts = useToasts((state) => state.toasts);
  return (
    // React Aria hides what lies outside an open dialog from screen readers; this must still be heard.
    <div className={css.region} role="status" aria-live="polite" data-react-aria-top-layer="true">
      {toasts.map((shown) => (
        <div key={shown.id} className={css.toast}>
          <CircleCheck size={18} aria-hidden />
          <span className={css.text}>{shown.text}</span>
          <Button look="quiet" size="icon" aria-label={t('common.dismiss')} onPress={() => dismissToast(shown.id)}>
            <X size={16} aria-hidden />
          </Button>
        </div>
      ))}
    </div>
  );
}
