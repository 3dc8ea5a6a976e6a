import { AssignDutyHandler } from './assign-duty.handler';
import { BootstrapRosterHandler } from './bootstrap-roster.handler';
import { ChangeTemplateHandler } from './change-template.handler';
import { EndDutyHandler } from './end-duty.handler';
import { QueueNotificationHandler } from './queue-notification.handler';
import { RecordAttemptHandler } from './record-attempt.handler';
import { RecordNobodyOnDutyHandler } from './record-nobody-on-duty.handler';
import { ResumeDeliveryHandler } from './resume-delivery.handler';
import { RevertTemplateHandler } from './revert-template.handler';

/** Every command handler of the service. */
export const commandHandlers = [
  AssignDutyHandler,
  BootstrapRosterHandler,
  ChangeTemplateHandler,
  EndDutyHandler,
  QueueNotificationHandler,
  RecordAttemptHandler,
  RecordNobodyOnDutyHandler,
  ResumeDeliveryHandler,
  RevertTemplateHandler,
];
