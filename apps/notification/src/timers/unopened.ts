import { KeysUnavailable, PersonErased, PersonUnknown, SealBroken } from '@redress/personal-data';
import { SendFailed } from '../channels/channel';

/**
 * Why something sealed could not be opened for a message: the attempt has failed, and a vault that stays away must not
 * keep a message from climbing. Any other fault is given back as it is.
 */
export const asSendFailed = (error: unknown): unknown => {
  if (error instanceof KeysUnavailable) return new SendFailed('keys-unavailable', { cause: error });
  if (error instanceof SealBroken) return new SendFailed('seal-broken', { cause: error });
  const gone = error instanceof PersonErased || error instanceof PersonUnknown;
  return gone ? new SendFailed('no-address', { cause: error }) : error;
};
