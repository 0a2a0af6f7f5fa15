/** English: the catalogue that the others are measured by. A section for each panel, and one for what they share. */
import { ages } from './en/ages.ts';
import { feed } from './en/feed.ts';
import { orderTable } from './en/orderTable.ts';
import { orderDrawer } from './en/orderDrawer.ts';
import { figures } from './en/figures.ts';
import { rate } from './en/rate.ts';
import { payments } from './en/payments.ts';
import { bar } from './en/bar.ts';
import { states } from './en/states.ts';
import { trace } from './en/trace.ts';
import { severities } from './en/severities.ts';
import { lists } from './en/lists.ts';
import { system } from './en/system.ts';
import { stock } from './en/stock.ts';
import { people } from './en/people.ts';
import { watch } from './en/watch.ts';
import { carts } from './en/carts.ts';
import { trades } from './en/trades.ts';
import { notices } from './en/notices.ts';
import { unread } from './en/unread.ts';
import { inspector } from './en/inspector.ts';
import { entry } from './en/entry.ts';
import { locale } from './en/locale.ts';
import { settings } from './en/settings.ts';
import { topics } from './en/topics.ts';
import { pages } from './en/pages.ts';
import { shell } from './en/shell.ts';
import { shortcuts } from './en/shortcuts.ts';
import { signals } from './en/signals.ts';
import { sound } from './en/sound.ts';
import { toasts } from './en/toasts.ts';
import { wall } from './en/wall.ts';

export const en = {
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
