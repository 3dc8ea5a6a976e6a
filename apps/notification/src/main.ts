import { loadConfig, runMain } from '@redress/platform';
import { NotificationConfig } from './config';
import { startNotification } from './start-notification';

void runMain('notification', () => startNotification(loadConfig(NotificationConfig, process.env)));
