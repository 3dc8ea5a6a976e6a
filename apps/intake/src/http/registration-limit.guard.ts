import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard } from '@nestjs/throttler';
import { ProblemException } from '@redress/platform';

/**
 * Bounds the registrations of the whole process, so that a flood that gets past the gateway cannot fill the store. Who
 * sends too many is the gateway's to tell apart: here all requests come from it.
 */
@Injectable()
export class RegistrationLimit extends ThrottlerGuard {
  protected override getTracker(): Promise<string> {
    return Promise.resolve('registrations');
  }

  protected override throwThrottlingException(_context: ExecutionContext): Promise<void> {
    throw new ProblemException('too-many-requests', 429, { headers: { 'retry-after': '1' } });
  }
}
