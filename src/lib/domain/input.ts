/** Everything that can happen to a screen. */
import type { Heartbeat, Member, Rejection, ShopEvent, Unmapped } from '../contract/events.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { PresenceRole } from './people.ts';
import type { Gap } from './rate.ts';
import type { Acknowledgement } from './system.ts';

export type Input =
	/** `payload` is masked. What was recovered did not arrive, it was fetched: nothing rings for it. */
	| {
			readonly type: 'accepted';
			readonly event: ShopEvent;
			readonly payload: unknown;
			readonly isRecovered?: boolean;
	  }
	| { readonly type: 'rejected'; readonly rejection: Rejection }
	/** `hint` says which known name it may have meant. */
	| { readonly type: 'unmapped'; readonly unmapped: Unmapped; readonly hint?: string | null }
	/** `noticedAt`: when it was known here, where that is later. */
	| {
			readonly type: 'line.lost';
			readonly at: number;
			readonly why: string | null;
			readonly noticedAt?: number;
	  }
	/**
	 * `isWhole` is false while a channel is still refused: what it carries goes on missing. `isHeardInPart`: some channel that
	 * may carry orders is refused, and only a shop that sends them on the others as well is heard in full.
	 */
	| {
			readonly type: 'line.restored';
			readonly at: number;
			readonly isWhole: boolean;
			readonly isHeardInPart?: boolean;
	  }
	| {
			readonly type: 'members.here';
			readonly role: PresenceRole;
			readonly members: readonly Member[];
			readonly self: string | null;
			readonly at: number;
	  }
	| {
			readonly type: 'member.joined';
			readonly role: PresenceRole;
			readonly member: Member;
			readonly at: number;
	  }
	| { readonly type: 'member.left'; readonly role: PresenceRole; readonly id: string; readonly at: number }
	| { readonly type: 'alert.answered'; readonly answer: Acknowledgement }
	| { readonly type: 'heartbeat.heard'; readonly heartbeat: Heartbeat }
	/** What was missed in the stretches without a line is known now; null when it could not be had. */
	| {
			readonly type: 'gap.closed';
			readonly at: number;
			/** When each order came that was missed, epoch ms. */
			readonly recovered: readonly number[] | null;
			/** What is missing all the same: nobody else knows it either. Absent: what was missing still is. */
			readonly missing?: Gap | null;
	  }
	/** The recorder answered in place of the line. */
	| { readonly type: 'recorder.polled'; readonly at: number }
	/** The figures and the recorder's disagreed, and were put right. */
	| { readonly type: 'drift.repaired'; readonly at: number; readonly what: string }
	| { readonly type: 'notices.seen'; readonly at: number }
	| { readonly type: 'snapshot.taken'; readonly snapshot: Snapshot; readonly at: number }
	| { readonly type: 'time.passed'; readonly at: number };
