import type { EvidenceRefusal } from '@redress/case';
import type { FileProblem } from '../evidence/file-refused';

type AboutEvidence = EvidenceRefusal | FileProblem;

/** What is said about evidence that is not taken or not given out. */
export const evidenceTitles = {
  'evidence-known': { zh: '该文件已作为证据登记', en: 'The very same file is evidence already' },
  'evidence-full': { zh: '该投诉的证据数量已达上限', en: 'The complaint has as much evidence as it may have' },
  'materials-full': {
    zh: '可自行提交的材料已达上限，请与我们联系',
    en: 'No more materials can be sent this way; please contact us',
  },
  'evidence-unknown': { zh: '没有该证据', en: 'There is no such evidence' },
  'collected-in-the-future': { zh: '取证时间不能晚于现在', en: 'Evidence cannot have been collected in the future' },
  'file-empty': { zh: '文件为空', en: 'The file is empty' },
  'file-too-large': { zh: '文件超过 10 MiB', en: 'The file is larger than 10 MiB' },
  'file-type-unknown': {
    zh: '只接受图片、PDF、Word、Excel、音频和视频文件',
    en: 'Only pictures, PDF, Word, Excel, audio and video files are taken',
  },
  'file-type-differs': { zh: '文件内容与声明的类型不符', en: 'The file is of another type than it is said to be' },
  'file-hash-differs': {
    zh: '文件与其 SHA-256 不符，可能传输不完整，请重新上传',
    en: 'The file does not have the SHA-256 it was sent with; it may have been cut, so send it again',
  },
  'file-damaged': { zh: '图片不完整或已损坏，请重新上传', en: 'The picture is damaged or cut short; send it again' },
  'location-not-removable': {
    zh: '无法去除此类图片的拍摄位置，请改用 JPEG，或说明保留位置的理由',
    en: 'The place cannot be taken out of pictures of this type: send a JPEG, or say why the place is to be kept',
  },
  'evidence-missing': { zh: '证据文件缺失，请联系管理员核查', en: 'The bytes of this evidence are missing' },
  'evidence-damaged': {
    zh: '证据文件与登记的 SHA-256 不符，不予提供，请联系管理员核查',
    en: 'The bytes of this evidence are not those that were put on record, so they are not given out',
  },
} as const satisfies Record<AboutEvidence, { zh: string; en: string }>;

/** Status of a refusal; what is not named is a 409. */
export const evidenceStatus: { readonly [R in AboutEvidence]?: number } = {
  'evidence-unknown': 404,
  'collected-in-the-future': 422,
  'file-empty': 422,
  'file-too-large': 413,
  'file-type-unknown': 422,
  'file-type-differs': 422,
  'file-hash-differs': 422,
  'file-damaged': 422,
  'location-not-removable': 422,
};
