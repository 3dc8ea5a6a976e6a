import type { Submission } from '../import/submission';
import type { Fate } from './fate';

/** A complaint of the demo, and what becomes of it. */
export interface SampleComplaint {
  readonly submission: Submission;
  readonly fate: Fate;
}

const handled: Fate = { outcome: 'handled', substantiated: true };
const explained: Fate = { outcome: 'handled', substantiated: false };
const compensated = (compensationYuan: number): Fate => ({ ...handled, compensationYuan });

/** The demo's own complaints, made up for it. In this order they come in. */
export const sampleComplaints: readonly SampleComplaint[] = [
  {
    submission: { text: '北门检票口只开了一个通道，我们带着老人排了快两个小时，现场没有人疏导。', place: 'north-gate' },
    fate: handled,
  },
  {
    submission: {
      text: '玻璃栈道入口的台阶松动，我母亲踩空摔下去，小腿骨折，现在还在等救护车。',
      place: 'glass-walk',
      category: 'safety',
      facts: { seriousInjuries: 1, affectedPeople: 1 },
    },
    fate: { ...compensated(3_000), idle: { stage: 'acceptance', until: 'siteDirector' } },
  },
  {
    submission: {
      text: '观光车司机态度恶劣，问他哪一站下车，不耐烦地吼了我们一句。',
      place: 'bus-stop-3',
      contact: { name: '周敏', email: 'zhou.min@visitor.example' },
    },
    fate: { ...handled, dissatisfied: true },
  },
  {
    submission: { text: '建议在湖边多放几张座椅，再增加一处饮水点，夏天走一圈太累了。', category: 'suggestion' },
    fate: explained,
  },
  {
    submission: {
      text: '在半山餐厅吃了凉皮，回来以后一家三口上吐下泻，孩子还在发烧，怀疑食物中毒。',
      place: 'hill-restaurant',
    },
    fate: { ...compensated(800), confirmSevere: true },
  },
  {
    submission: { text: '网上买的学生票到现场不给用，要求补差价，客服电话一直打不通。' },
    fate: { ...handled, idle: { stage: 'acceptance', until: 'dutyManager' } },
  },
  { submission: { text: '厕所没有水也没有纸，地上全是污水，味道很大。', place: 'west-toilet' }, fate: handled },
  {
    submission: { text: '纪念品店的茶叶开封后发霉，店员说离店概不负责。', place: 'gift-shop' },
    fate: compensated(120),
  },
  {
    submission: { text: '缆车临时停运没有任何通知，我们在山顶白等了一个下午。', place: 'cable-top' },
    fate: { ...compensated(1_600), idle: { stage: 'investigation', until: 'siteDirector' } },
  },
  {
    submission: { text: '景区外面公路上的停车场乱收费，收了三十元还不给票。' },
    fate: { outcome: 'transferred', substantiated: false },
  },
  {
    submission: { text: '导游强制我们进购物店，不买东西就不让上车。' },
    fate: { ...handled, idle: { stage: 'acceptance', until: 'headquarters' } },
  },
  {
    submission: { text: '你们景区的天气太差了，一整天都在下雨，要求退门票。' },
    fate: { outcome: 'declined', substantiated: false },
  },
  {
    submission: { text: '儿童乐园的护栏有一根已经脱落，差点有小孩滑倒，希望尽快修好。', place: 'kids-park' },
    fate: handled,
  },
  { submission: { text: '排队的时候一直有人插队，工作人员就在旁边看着不管。', place: 'north-gate' }, fate: explained },
  {
    submission: { text: '宣传册上写的夜间灯光秀早就取消了，到了才知道，属于虚假宣传。' },
    fate: { ...compensated(60), idle: { stage: 'resolutionPlan', until: 'dutyManager' } },
  },
  {
    submission: { text: '民宿前台把我们的预约弄丢了，晚上九点还在找住处，没人管。', place: 'inn-2' },
    fate: compensated(1_200),
  },
  {
    submission: { text: '希望能给外国游客增加英文的指示牌，朋友找出口找了很久。', category: 'suggestion' },
    fate: explained,
  },
  {
    submission: { text: '餐厅一份炒饭卖六十八元，分量少还难吃，价格虚高。', place: 'lake-restaurant' },
    fate: { ...explained, idle: { stage: 'feedback', until: 'dutyManager' } },
  },
  {
    submission: { text: '租的电动船开到湖中间没电了，我们被困在湖上，等了很久才有人来拖。', place: 'boat-dock' },
    fate: handled,
  },
  {
    submission: { text: '垃圾桶满了没人清，蚊虫很多，走过去一股臭味。', place: 'lake-side' },
    fate: { ...handled, idle: { stage: 'investigation', until: 'dutyManager' } },
  },
  {
    submission: { text: '索道检票员说我的票是假的，当众让我们站到一边，最后查明是系统问题。', place: 'cable-base' },
    fate: { ...compensated(200), idle: { stage: 'outcomeEvaluation', until: 'siteDirector' } },
  },
  { submission: { text: '手机租借的讲解器一半景点没有声音，退的时候还扣了押金。' }, fate: handled },
  { submission: { text: '黄牛在入口兜售优惠票，保安看见了也不制止。', place: 'north-gate' }, fate: handled },
  { submission: { text: '轮椅通道被商户的货物挡住，推着家人绕了很远的路。', place: 'old-street' }, fate: handled },
];
