import type { Words } from './words.ts';
import { ages } from './id/ages.ts';
import { feed } from './id/feed.ts';
import { orderTable } from './id/orderTable.ts';
import { orderDrawer } from './id/orderDrawer.ts';
import { figures } from './id/figures.ts';
import { rate } from './id/rate.ts';
import { payments } from './id/payments.ts';
import { bar } from './id/bar.ts';
import { states } from './id/states.ts';
import { trace } from './id/trace.ts';
import { severities } from './id/severities.ts';
import { lists } from './id/lists.ts';
import { system } from './id/system.ts';
import { stock } from './id/stock.ts';
import { people } from './id/people.ts';
import { watch } from './id/watch.ts';
import { carts } from './id/carts.ts';
import { trades } from './id/trades.ts';
import { notices } from './id/notices.ts';
import { unread } from './id/unread.ts';
import { inspector } from './id/inspector.ts';
import { entry } from './id/entry.ts';
import { locale } from './id/locale.ts';
import { settings } from './id/settings.ts';
import { topics } from './id/topics.ts';
import { pages } from './id/pages.ts';
import { shell } from './id/shell.ts';
import { shortcuts } from './id/shortcuts.ts';
import { signals } from './id/signals.ts';
import { sound } from './id/sound.ts';
import { toasts } from './id/toasts.ts';
import { wall } from './id/wall.ts';

export const id: Words = {
	payments,
	rate,
	figures,
	ages,
	locale,
	entry,
	inspector,
	unread,
	notices,
	trades,
	carts,
	watch,
	people,
	stock,
	system,
	lists,
	severities,
	bar,
	states,
	trace,
	orderDrawer,
	orderTable,
	feed,
	settings,
	topics,
	pages,
	shell,
	shortcuts,
	signals,
	sound,
	toasts,
	wall,
};
