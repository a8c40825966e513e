import { type CalendarDate, parseDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  FieldError,
  Group,
  Heading,
  Label,
  Popover,
  Text,
} from 'react-aria-components';
import { useText } from '../i18n/i18n.ts';
import css from './date-field.module.css';
import field from './field.module.css';

export interface DateFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** `YYYY-MM-DD`, or null while it is not whole. */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
}

/** A day: typed part by part with the keyboard, or chosen in a calendar. */
export function DateField({ label, hint, value, onChange }: DateFieldProps) {
  const { t } = useText();
  return (
    <DatePicker<CalendarDate>
      className={field.field ?? ''}
      value={value === null ? null : parseDate(value)}
      onChange={(day) => onChange(day?.toString() ?? null)}
      granularity="day"
      shouldForceLeadingZeros
      validationBehavior="aria"
    >
      <Label className={field.label ?? ''}>{label}</Label>
      <Group className={`${field.control} ${css.control}`}>
        <DateInput className={css.input ?? ''}>
          {(segment) => <DateSegment segment={segment} className={css.segment ?? ''} />}
        </DateInput>
        <Button className={css.open ?? ''} aria-label={t('watched.openCalendar')}>
          <CalendarDays size={17} aria-hidden />
        </Button>
      </Group>
      {hint !== undefined && (
        <Text slot="description" className={field.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={field.error ?? ''} />
      <Popover className={css.popover ?? ''}>
        <Dialog className={css.dialog ?? ''} aria-label={t('watched.openCalendar')}>
          <Calendar>
            <header className={css.head}>
              <Button slot="previous" className={css.turn ?? ''}>
                <ChevronLeft size={17} aria-hidden />
              </Button>
              <Heading className={css.month ?? ''} />
              <Button slot="next" className={css.turn ?? ''}>
                <ChevronRight size={17} aria-hidden />
              </Button>
            </header>
            <CalendarGrid>
              <CalendarGridHeader>
                {(day) => <CalendarHeaderCell className={css.weekday ?? ''}>{day}</CalendarHeaderCell>}
              </CalendarGridHeader>
              <CalendarGridBody>{(date) => <CalendarCell date={date} className={css.cell ?? ''} />}</CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
