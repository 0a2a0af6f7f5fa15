/** What the screen's one snapshot is made of from outside, and what it tells of each step. */
import type { Connection, Frame, RawMember } from '../connection/connection.ts';
import type { Tries } from '../connection/link.ts';
import type { Decoded, Member, ShopMessage, Topic } from '../contract/events.ts';
import type { Clock } from '../devices/clock.ts';
import type { DashboardState, Rules } from '../domain/dashboard-state.ts';
import type { ChannelsByTopic } from '../domain/topic.ts';

export interface DashboardDeps {
	readonly connection: Connection;
	readonly decode: (frame: Frame) => Decoded;
	/** Who a member of a presence channel is; null for one that tells nothing. */
	readonly readMember: (channel: string, raw: RawMember) => (Member & { readonly isAdmin: boolean }) | null;
	readonly topics: ChannelsByTopic;
	/** What there is to show. */
	readonly shown: ReadonlySet<Topic>;
	/** Every event name that a source maps. */
	readonly knownNames: readonly string[];
	readonly clock: Clock;
	readonly rules: Rules;
	/** The shop's base currency: revenue per minute and a week ago is told in it. */
	readonly currency?: string;
	/** From when on an order that still waits is late; null or absent: none ever is. */
	readonly pendingLimitMs?: number | null;
	/** How far what was missed is fetched; absent without a recorder. */
	readonly catchUp?: () => 'syncing' | 'done' | 'failed';
	/** Whether heartbeats have to arrive here, even if none did yet; absent: from the first one on. */
	readonly expectsHeartbeat?: () => boolean;
	/** How the way back goes after a loss; null before one. */
	readonly tries?: () => Tries | null;
	/** Sees every frame with what was made of it. */
	readonly trace?: (frame: Frame, decoded: Decoded) => void;
}

/** One step from snapshot to snapshot. */
export interface Step {
	readonly before: DashboardState;
	readonly after: DashboardState;
	/** Epoch ms. */
	readonly at: number;
	/** What had been missed and was fetched: it is no news. Null for a step that what arrived has made. */
	readonly recovered: readonly ShopMessage[] | null;
}
