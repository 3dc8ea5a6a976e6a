import { spec } from '@redress/testing';
import { complaintDecider } from './complaint';
import type {
  AcceptComplaint,
  DeclineComplaint,
  TransferComplaint,
  VerifyComplaint,
  WithdrawComplaint,
} from './complaint-commands';
import type {
  ComplaintAccepted,
  ComplaintDeclined,
  ComplaintTransferred,
  ComplaintVerified,
  ComplaintWithdrawn,
  DeclineReason,
} from './complaint-events';
import { personDecider, type ErasePerson, type PersonErased } from './person';
import { classified, clerk, complaintId, promise, registered, sealed } from './spec-kit/sample-complaint';

const given = spec(complaintDecider);
const by = clerk;
const at = '2026-12-01T03:00:00.000Z';
const onRecord = [registered(), classified()];

const verify = (valid: boolean): VerifyComplaint => ({ type: 'VerifyComplaint', data: { complaintId, valid, at, by } });
const accept = (when = at): AcceptComplaint => ({ type: 'AcceptComplaint', data: { complaintId, at: when, by } });
const decline = (reason: DeclineReason): DeclineComplaint => ({
  type: 'DeclineComplaint',
  data: { complaintId, reason, explanation: sealed, at, by },
});
const transfer = (receiver: string): TransferComplaint => ({
  type: 'TransferComplaint',
  data: { complaintId, receiver, explanation: sealed, at, by },
});

const verified = (valid: boolean): ComplaintVerified => ({
  type: 'ComplaintVerified',
  data: { complaintId, valid, verifiedAt: at, verifiedBy: by },
});
const accepted = (acceptedAt: string, late: boolean): ComplaintAccepted => ({
  type: 'ComplaintAccepted',
  data: { complaintId, acceptedAt, acceptedBy: by, late },
});
const declined: ComplaintDeclined = {
  type: 'ComplaintDeclined',
  data: { complaintId, declinedAt: at, declinedBy: by, reason: 'duplicate', explanation: sealed },
};
const transferred: ComplaintTransferred = {
  type: 'ComplaintTransferred',
  data: { complaintId, transferredAt: at, transferredBy: by, receiver: '12345', explanation: sealed },
};

describe('verifying a complaint', () => {
  it('finds it valid', () =>
    given(...onRecord)
      .when(verify(true))
      .then(verified(true)));
  it('finds it invalid', () =>
    given(...onRecord)
      .when(verify(false))
      .then(verified(false)));
  it('keeps a note', () =>
    given(...onRecord)
      .when({ type: 'VerifyComplaint', data: { complaintId, valid: true, note: sealed, at, by } })
      .then({
        type: 'ComplaintVerified',
        data: { complaintId, valid: true, verifiedAt: at, verifiedBy: by, note: sealed },
      }));
  it('ignores the same result again', () =>
    given(...onRecord, verified(true))
      .when(verify(true))
      .thenNothing());
  it('may come to another result', () =>
    given(...onRecord, verified(false))
      .when(verify(true))
      .then(verified(true)));
  it('needs a registered complaint', () => given().when(verify(true)).thenRefused('complaint-not-registered'));
  it('comes too late after the outcome', () => {
    given(...onRecord, verified(true), accepted(at, false))
      .when(verify(false))
      .thenRefused('complaint-accepted');
    given(...onRecord, declined)
      .when(verify(true))
      .thenRefused('complaint-declined');
    given(...onRecord, transferred)
      .when(verify(true))
      .thenRefused('complaint-transferred');
  });
});

describe('accepting a complaint', () => {
  const valid = [...onRecord, verified(true)];
  it('accepts on time, the promised instant included', () =>
    given(...valid)
      .when(accept(promise))
      .then(accepted(promise, false)));
  it('accepts late right after it', () =>
    given(...valid)
      .when(accept('2026-12-02T01:00:00.001Z'))
      .then(accepted('2026-12-02T01:00:00.001Z', true)));
  it('accepts once', () =>
    given(...valid, accepted(at, false))
      .when(accept())
      .thenNothing());
  it('needs the verification', () =>
    given(...onRecord)
      .when(accept())
      .thenRefused('complaint-not-verified'));
  it('needs a valid complaint', () =>
    given(...onRecord, verified(false))
      .when(accept())
      .thenRefused('complaint-found-invalid'));
  it('needs a registered complaint', () => given().when(accept()).thenRefused('complaint-not-registered'));
  it('does not follow another outcome', () => {
    given(...onRecord, declined)
      .when(accept())
      .thenRefused('complaint-declined');
    given(...onRecord, transferred)
      .when(accept())
      .thenRefused('complaint-transferred');
  });
});

describe('declining a complaint', () => {
  it('says why', () =>
    given(...onRecord)
      .when(decline('duplicate'))
      .then(declined));
  it('may follow a verification', () =>
    given(...onRecord, verified(false))
      .when(decline('duplicate'))
      .then(declined));
  it('declines once', () =>
    given(...onRecord, declined)
      .when(decline('duplicate'))
      .thenNothing());
  it('does not change its reason', () =>
    given(...onRecord, declined)
      .when(decline('outOfScope'))
      .thenRefused('complaint-declined'));
  it('needs a registered complaint', () => given().when(decline('other')).thenRefused('complaint-not-registered'));
  it('does not follow another outcome', () => {
    given(...onRecord, verified(true), accepted(at, false))
      .when(decline('other'))
      .thenRefused('complaint-accepted');
    given(...onRecord, transferred)
      .when(decline('other'))
      .thenRefused('complaint-transferred');
  });
});

describe('transferring a complaint', () => {
  it('names the receiver', () =>
    given(...onRecord)
      .when(transfer('12345'))
      .then(transferred));
  it('transfers once', () =>
    given(...onRecord, transferred)
      .when(transfer('12345'))
      .thenNothing());
  it('does not change the receiver', () =>
    given(...onRecord, transferred)
      .when(transfer('12315'))
      .thenRefused('complaint-transferred'));
  it('needs a registered complaint', () => given().when(transfer('12345')).thenRefused('complaint-not-registered'));
  it('does not follow another outcome', () => {
    given(...onRecord, verified(true), accepted(at, false))
      .when(transfer('12345'))
      .thenRefused('complaint-accepted');
    given(...onRecord, declined)
      .when(transfer('12345'))
      .thenRefused('complaint-declined');
  });
});

describe('withdrawing a complaint (R-020)', () => {
  const withdraw: WithdrawComplaint = { type: 'WithdrawComplaint', data: { complaintId, at, by: 'visitor' } };
  const withdrawn: ComplaintWithdrawn = {
    type: 'ComplaintWithdrawn',
    data: { complaintId, withdrawnAt: at, withdrawnBy: 'visitor' },
  };

  it('is possible until the complaint has another outcome, and while its case is handled', () => {
    for (const history of [[], [verified(true)], [verified(false)], [verified(true), accepted(at, false)]])
      given(...onRecord, ...history)
        .when(withdraw)
        .then(withdrawn);
  });
  it('keeps the reason', () =>
    given(...onRecord)
      .when({ type: 'WithdrawComplaint', data: { ...withdraw.data, reason: sealed } })
      .then({ type: 'ComplaintWithdrawn', data: { ...withdrawn.data, reason: sealed } }));
  it('happens once', () =>
    given(...onRecord, withdrawn)
      .when(withdraw)
      .thenNothing());
  it('needs a registered complaint', () => given().when(withdraw).thenRefused('complaint-not-registered'));
  it('does not follow another outcome', () => {
    given(...onRecord, declined)
      .when(withdraw)
      .thenRefused('complaint-declined');
    given(...onRecord, transferred)
      .when(withdraw)
      .thenRefused('complaint-transferred');
  });
  it('is followed by none', () => {
    for (const command of [verify(true), accept(), decline('other'), transfer('12345')])
      given(...onRecord, verified(true), withdrawn)
        .when(command)
        .thenRefused('complaint-withdrawn');
  });
});

describe('erasing a person', () => {
  const erasing = spec(personDecider);
  const erase: ErasePerson = { type: 'ErasePerson', data: { personId: 'p-1', at, by } };
  const erased: PersonErased = { type: 'PersonErased', data: { personId: 'p-1', erasedAt: at, erasedBy: by } };

  it('erases', () => erasing().when(erase).then(erased));
  it('erases once', () => erasing(erased).when(erase).thenNothing());
});
