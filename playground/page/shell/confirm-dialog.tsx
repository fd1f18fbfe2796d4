import type { ConfirmationDialog } from '@slack/types';
import { Text } from '../text/text';
import { Dialog } from './dialog';

export function ConfirmDialog({ confirm, onAnswer }: { confirm: ConfirmationDialog; onAnswer(agreed: boolean): void }) {
  return (
    <Dialog
      role="alertdialog"
      look="confirm"
      identity="confirm"
      labelledBy="confirm-title"
      describedBy="confirm-text"
      onClose={() => onAnswer(false)}
    >
      <h2 id="confirm-title">{confirm.title ? <Text text={confirm.title} /> : 'Are you sure?'}</h2>
      <div class="body" id="confirm-text">
        <Text text={confirm.text} />
      </div>
      <footer>
        <button type="button" class="button" data-first-focus onClick={() => onAnswer(false)}>
          {confirm.deny ? <Text text={confirm.deny} /> : 'Cancel'}
        </button>
        <button type="button" class={`button ${confirm.style ?? 'primary'}`} onClick={() => onAnswer(true)}>
          {confirm.confirm ? <Text text={confirm.confirm} /> : 'Yes'}
        </button>
      </footer>
    </Dialog>
  );
}
