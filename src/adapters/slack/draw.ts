import type { KnownBlock } from '@slack/types';
import { caseNote } from '../../../blocks/case-note';
import { detectionCard } from '../../../blocks/detection-card';
import { evidenceThread } from '../../../blocks/evidence-thread';
import { opsNotice } from '../../../blocks/ops-notice';
import { remediationMessage } from '../../../blocks/remediation-message';
import { threadNote } from '../../../blocks/thread-note';
import type { Content } from '../../ports/chat';

export interface Drawn {
  text: string;
  blocks: KnownBlock[];
}

/** One row per kind of content. */
export function draw(content: Content): Drawn {
  switch (content.kind) {
    case 'detection':
      return detectionCard(content.card);
    case 'evidence':
      return evidenceThread(content.card);
    case 'thread_note':
      return threadNote(content.text);
    case 'case_note':
      return caseNote(content.said);
    case 'remediation':
      return remediationMessage(content);
    case 'ops':
      return opsNotice(content);
  }
}
