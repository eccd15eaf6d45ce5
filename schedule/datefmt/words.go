package datefmt

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// The words below are ours, not CLDR's. A row has a column for each of locales:
//
//	en | en-GB | es | es-419 | pt | pt-PT | fr | ko | ja | zh | de | nl
//
// An empty column is that of the language without a region, or else that of en.
// "#" stands for a number. Headings of Korean tables are those that its
// offices print (일자, 주요 일정, 비고).

// Word is a word of a table or a programme, such as a heading.
type Word int

// The words.
const (
	WordDate         Word = iota // heads the dates
	WordTime                     // heads the clocks
	WordProgramme                // heads the titles of sessions
	WordNotes                    // heads the remarks
	WordRoom                     // before the name of a room
	WordTrack                    // before the name of a track
	WordParticipants             // heads the people and organizations
	WordCountries                // before a list of countries
	WordLink                     // before the address of a page
	WordWatch                    // before the address where one joins or watches
	WordAllDay                   // in place of clocks
	WordLocalTime                // says that clocks are those of the place
	WordTimeZone                 // before the name of a zone
	WordNow                      // heads what is on
	WordNext                     // heads what comes next
	WordVersion                  // before the number of a version of an agenda
	WordChanges                  // heads what has changed
	WordCame                     // before those who are new in a session
	WordLeft                     // before those who are no longer in a session
	WordUnchanged                // before sessions in which nothing has changed, or how many
	WordNoChange                 // says that nothing has changed
	WordNotAffected              // says to a reader that what has changed is no session of theirs
	WordDrift                    // says that the rules of time zones have changed
	WordNoDrift                  // says that no session has moved by such a change
	WordSkipped                  // before a time that a clock skips, and what it shows instead
	WordRepeated                 // before a time that a clock shows twice
	WordReadersTime              // heads the clocks of participants
	WordEditedSince              // before sessions that were given another time
	WordNoRecord                 // before what of which nobody knows the former rules
	WordAccepted                 // before those who come to a session
	WordTentative                // before those who perhaps come
	WordDeclined                 // before those who do not come
	WordDelegated                // before those who send somebody else
	WordNoAnswer                 // before those who have not answered
	WordUninvited                // before those who have answered and are not invited
	WordOutdated                 // behind an answer to a session as it was
	WordProposal                 // before another time that somebody proposes
	WordInvitation               // before the title of a session that a message invites to
	WordUpdate                   // before the title of a session that has changed
	WordInvited                  // says that the reader is invited
	WordCalledOff                // says that a session does not take place
	WordNotInvited               // says that the reader is no longer invited
	WordDetails                  // says that something has changed, and not what
	WordBefore                   // before what was and is no more
	WordDates                    // heads the dates of a series
	WordTimeChange               // before when something was and when it is now
	WordNotTaken                 // says to a reader that what they proposed is not taken up
)

var words = [...]string{
	WordDate:         "Date||Fecha||Data||Date|일자|日付|日期|Datum|Datum",
	WordTime:         "Time||Hora||Horário||Horaire|시간|時間|时间|Uhrzeit|Tijd",
	WordProgramme:    "Program|Programme|Programa||Programação|Programa|Programme|주요 일정|プログラム|日程|Programm|Programma",
	WordNotes:        "Notes||Observaciones||Observações||Remarques|비고|備考|备注|Bemerkungen|Opmerkingen",
	WordRoom:         "Room||Sala||Sala||Salle|장소|会場|会场|Raum|Zaal",
	WordTrack:        "Track||Eje temático||Trilha|Eixo temático|Thématique|분과|トラック|专题|Themenbereich|Thema",
	WordParticipants: "Participants||Participantes||Participantes||Participants|참가자|参加者|参会者|Beteiligte|Deelnemers",
	WordCountries:    "Countries||Países||Países||Pays|참가국|参加国|参与国|Länder|Landen",
	WordLink:         "Link||Enlace||Link|Ligação|Lien|링크|リンク|链接|Link|Link",
	WordWatch:        "Join online||Acceso en línea||Acesso on-line|Acesso em linha|Accès en ligne|온라인 참여|オンライン参加|在线参与|Online teilnehmen|Online deelnemen",
	WordAllDay:       "All day||Todo el día||Dia inteiro|Todo o dia|Toute la journée|종일|終日|全天|Ganztägig|Hele dag",
	WordLocalTime:    "Local time||Hora local||Hora local||Heure locale|현지 시간|現地時間|当地时间|Ortszeit|Lokale tijd",
	WordTimeZone:     "Time zone||Zona horaria|Huso horario|Fuso horário||Fuseau horaire|시간대|タイムゾーン|时区|Zeitzone|Tijdzone",
	WordNow:          "Now||Ahora||Agora||Maintenant|지금|現在|现在|Jetzt|Nu",
	WordNext:         "Next||A continuación||A seguir||Ensuite|다음|次|接下来|Danach|Hierna",
	WordVersion:      "Version||Versión||Versão||Version|개정|版|版本|Fassung|Versie",
	WordChanges:      "Changes||Cambios||Alterações||Modifications|변경 사항|変更点|变更|Änderungen|Wijzigingen",
	WordCame:         "New participants||Se incorporan||Entram||Nouveaux participants|추가 참가자|新しい参加者|新增参加者|Neu dabei|Nieuwe deelnemers",
	WordLeft:         "No longer taking part||Ya no participan||Não participam mais|Já não participam|Ne participent plus|제외된 참가자|参加しない人|不再参加|Nicht mehr dabei|Doen niet meer mee",
	WordUnchanged:    "Unchanged sessions||Sesiones sin cambios||Sessões sem alterações||Séances inchangées|변경 없는 세션|変更のないセッション|未变更的场次|Unveränderte Sitzungen|Ongewijzigde sessies",
	WordNoChange:     "Nothing has changed.||No hay cambios.||Não há alterações.||Aucun changement.|변경 사항이 없습니다.|変更はありません。|没有变更。|Es hat sich nichts geändert.|Er is niets gewijzigd.",
	WordNotAffected:  "Your sessions are not affected.||Sus sesiones no se ven afectadas.||As suas sessões não são afetadas.||Vos séances ne sont pas concernées.|참가하시는 세션에는 변경이 없습니다.|参加されるセッションに変更はありません。|您参加的场次不受影响。|Ihre Sitzungen sind nicht betroffen.|Uw sessies zijn niet gewijzigd.",
	WordDrift:        "Time-zone rules have changed since publication.||Las reglas horarias han cambiado desde la publicación.||As regras de fuso horário mudaram desde a publicação.||Les règles des fuseaux horaires ont changé depuis la publication.|공지 이후 시간대 규정이 변경되었습니다.|公開後にタイムゾーンの規則が変わりました。|发布后时区规则已变更。|Seit der Veröffentlichung haben sich Zeitzonenregeln geändert.|Sinds de publicatie zijn tijdzoneregels gewijzigd.",
	WordNoDrift:      "Nothing has moved since publication.||Ningún horario ha cambiado desde la publicación.||Nenhum horário mudou desde a publicação.||Aucun horaire n’a changé depuis la publication.|공지 이후 변경된 시각이 없습니다.|公開後に変わった時刻はありません。|发布后没有时间变动。|Seit der Veröffentlichung hat sich nichts verschoben.|Sinds de publicatie is er niets verschoven.",
	WordSkipped:      "Skipped by the clock||Hora inexistente||Hora inexistente||Heure inexistante|건너뛴 시각|存在しない時刻|不存在的时刻|Übersprungene Uhrzeit|Overgeslagen tijd",
	WordRepeated:     "Shown twice by the clock||Hora repetida||Hora repetida||Heure répétée|두 번 오는 시각|2回ある時刻|重复的时刻|Doppelte Uhrzeit|Dubbele tijd",
	WordReadersTime:  "Participants' local time||Hora local de los participantes||Hora local dos participantes||Heure locale des participants|참가자 현지 시간|参加者の現地時間|参会者当地时间|Ortszeit der Beteiligten|Lokale tijd van deelnemers",
	WordEditedSince:  "Changed in the agenda since||Modificado después en la agenda||Alterado depois na agenda||Modifié depuis dans le programme|이후 일정에서 변경됨|その後に日程で変更|之后在日程中修改|Seitdem im Programm geändert|Sindsdien in het programma gewijzigd",
	WordNoRecord:     "No record of the rules then||Sin registro de las reglas de entonces||Sem registro das regras de então|Sem registo das regras de então|Sans trace des règles d’alors|이전 규정 기록 없음|以前の規則の記録なし|没有当时规则的记录|Keine Aufzeichnung der damaligen Regeln|Geen vastlegging van de toenmalige regels",
	WordAccepted:     "Accepted||Aceptado||Aceito|Aceite|Accepté|수락|承諾|接受|Zugesagt|Geaccepteerd",
	WordTentative:    "Maybe||Quizás||Talvez||Peut-être|미정|仮承諾|暂定|Vielleicht|Misschien",
	WordDeclined:     "Declined||Rechazado||Recusado||Décliné|거절|辞退|谢绝|Abgelehnt|Afgewezen",
	WordDelegated:    "Delegated||Delegado||Delegado||Délégué|위임|委任|委托|Delegiert|Gedelegeerd",
	WordNoAnswer:     "No answer||Sin respuesta||Sem resposta||Sans réponse|미응답|未回答|未答复|Keine Antwort|Geen antwoord",
	WordUninvited:    "Not invited||Sin invitación||Sem convite||Sans invitation|초대되지 않음|招待なし|未受邀|Nicht eingeladen|Niet uitgenodigd",
	WordOutdated:     "before the change||antes del cambio||antes da alteração||avant la modification|변경 전|変更前|变更前|vor der Änderung|vóór de wijziging",
	WordProposal:     "Proposed||Propuesta||Proposta||Proposition|제안|提案|提议|Vorschlag|Voorstel",
	WordInvitation:   "Invitation||Invitación||Convite||Invitation|초대|招待|邀请|Einladung|Uitnodiging",
	WordUpdate:       "Updated||Actualización||Atualização||Mise à jour|변경|変更|变更|Aktualisiert|Bijgewerkt",
	WordInvited:      "You are invited to this session.||Le invitamos a esta sesión.||Contamos com a sua presença nesta sessão.||Nous vous invitons à cette séance.|이 세션에 초대합니다.|このセッションにご招待します。|诚邀您参加此场次。|Wir laden Sie zu dieser Sitzung ein.|Wij nodigen u uit voor deze sessie.",
	WordCalledOff:    "This session has been canceled.|This session has been cancelled.|Esta sesión se ha cancelado.||Esta sessão foi cancelada.||Cette séance est annulée.|이 세션은 취소되었습니다.|このセッションは中止になりました。|此场次已取消。|Diese Sitzung ist abgesagt.|Deze sessie gaat niet door.",
	WordNotInvited:   "This invitation no longer applies.||Esta invitación ha quedado sin efecto.||Este convite ficou sem efeito.||Cette invitation n’est plus valable.|이 초대는 더 이상 유효하지 않습니다.|この招待は無効になりました。|此邀请已失效。|Diese Einladung gilt nicht mehr.|Deze uitnodiging geldt niet meer.",
	WordDetails:      "The details have changed.||Han cambiado los detalles.||Os detalhes mudaram.||Les détails ont changé.|세부 내용이 변경되었습니다.|詳細が変更されました。|详情有变更。|Die Einzelheiten haben sich geändert.|De details zijn gewijzigd.",
	WordBefore:       "Before||Antes||Antes||Avant|이전|以前|原定|Bisher|Eerst",
	WordDates:        "Dates||Fechas||Datas||Dates|일정|日程|日期|Termine|Data",
	WordTimeChange:   "New time||Nuevo horario||Novo horário||Nouvel horaire|시간 변경|時間変更|时间变更|Neue Zeit|Nieuwe tijd",
	WordNotTaken:     "Your proposal could not be accepted.||No ha sido posible aceptar su propuesta.||Não foi possível aceitar a sua proposta.||Votre proposition n’a pas pu être retenue.|제안하신 내용을 반영하지 못했습니다.|ご提案には添えませんでした。|您的提议未能采纳。|Ihr Vorschlag konnte nicht angenommen werden.|Uw voorstel kon niet worden overgenomen.",
}

// Word gives a word, and "" for one that does not exist.
func (l Locale) Word(w Word) string {
	if w < 0 || int(w) >= len(words) {
		return ""
	}
	return l.pick(words[w])
}

// Rows with numbers. Units are the symbols of the SI where letters are Latin.
const (
	dayLabel    = "Day #||Día #||Dia #||Jour #|#일차|#日目|第#天|Tag #|Dag #"
	oneParallel = "# session in parallel||# sesión en paralelo||# sessão em paralelo||# session en parallèle|" +
		"#개 세션 동시 진행|#セッション同時進行|#个分会场同时进行|# Sitzung parallel|# sessie gelijktijdig"
	moreParallel = "# sessions in parallel||# sesiones en paralelo||# sessões em paralelo||# sessions en parallèle|" +
		"#개 세션 동시 진행|#セッション同時進行|#个分会场同时进行|# Sitzungen parallel|# sessies gelijktijdig"
)

// earlier and later say by how much something takes place at another time.
const (
	earlier = "# earlier||# antes||# antes||# plus tôt|# 앞당겨짐|#早まる|提前#|# früher|# eerder"
	later   = "# later||# más tarde||# mais tarde||# plus tard|# 늦춰짐|#遅くなる|推迟#|# später|# later"
)

var units = [...]string{
	"# h|||||||#시간|#時間|#小时||",
	"# min|||||||#분|#分|#分钟||",
	"# s|||||||#초|#秒|#秒||",
}

// DayLabel names day n of an event, from 1: "Day 1", "Día 1", "1일차".
func (l Locale) DayLabel(n int) string {
	return string(appendNumbered(nil, l.pick(dayLabel), n))
}

// Parallel says that n sessions take place at the same time: "7 sessions in
// parallel", "7개 세션 동시 진행".
func (l Locale) Parallel(n int) string {
	if n == 1 {
		return string(appendNumbered(nil, l.pick(oneParallel), n))
	}
	return string(appendNumbered(nil, l.pick(moreParallel), n))
}

// appendNumbered writes text with n for its "#".
func appendNumbered(dst []byte, text string, n int) []byte {
	before, after, _ := strings.Cut(text, "#")
	dst = append(dst, before...)
	dst = strconv.AppendInt(dst, int64(n), 10)
	return append(dst, after...)
}

// kinds are the names of kinds of sessions.
var kinds = map[schedule.Kind]string{
	schedule.Talk:         "Talk||Ponencia||Palestra||Présentation|발표|講演|演讲|Vortrag|Presentatie",
	schedule.Keynote:      "Keynote||Conferencia magistral||Palestra magna|Conferência principal|Conférence plénière|기조연설|基調講演|主旨演讲|Keynote|Keynote",
	schedule.Panel:        "Panel discussion||Mesa redonda|Panel|Painel||Table ronde|패널 토론|パネルディスカッション|专题讨论|Podiumsdiskussion|Paneldiscussie",
	schedule.Ceremony:     "Ceremony||Ceremonia||Cerimônia|Cerimónia|Cérémonie|공식 행사|式典|仪式|Festakt|Ceremonie",
	schedule.Break:        "Break||Pausa|Receso|Intervalo|Pausa|Pause|휴식|休憩|休息|Pause|Pauze",
	schedule.Workshop:     "Workshop||Taller||Oficina|Workshop|Atelier|워크숍|ワークショップ|工作坊|Workshop|Workshop",
	schedule.Visit:        "Visit||Visita||Visita||Visite|방문|訪問|访问|Besuch|Bezoek",
	schedule.Meeting:      "Meeting||Reunión||Reunião||Réunion|회의|会議|会议|Besprechung|Vergadering",
	schedule.Travel:       "Travel||Desplazamiento|Traslado|Deslocamento|Deslocação|Déplacement|이동|移動|交通|Reise|Reis",
	schedule.Social:       "Social event||Acto social|Evento social|Evento social||Moment convivial|친교 행사|懇親会|社交活动|Rahmenprogramm|Sociaal programma",
	schedule.Milestone:    "Milestone||Hito||Marco||Jalon|주요 단계|マイルストーン|里程碑|Meilenstein|Mijlpaal",
	schedule.Registration: "Registration||Acreditación|Registro|Credenciamento|Acreditação|Accueil des participants|등록|受付|签到|Registrierung|Registratie",
}

// Kind names a kind of session; the zero Kind is a talk. A kind that is none of
// schedule's is given as it stands.
func (l Locale) Kind(k schedule.Kind) string {
	if row, ok := kinds[cmp.Or(k, schedule.Talk)]; ok {
		return l.pick(row)
	}
	return string(k)
}

// statuses are the names of states of sessions.
var statuses = map[schedule.Status]string{
	schedule.Confirmed: "Confirmed||Confirmado||Confirmado||Confirmé|확정|確定|已确认|Bestätigt|Bevestigd",
	schedule.Tentative: "Tentative||Provisional||Provisório||Provisoire|미정|仮予定|暂定|Vorläufig|Voorlopig",
	schedule.Cancelled: "Canceled|Cancelled|Cancelado||Cancelado||Annulé|취소|中止|已取消|Abgesagt|Geannuleerd",
}

// Status names how certain a session is; the zero Status is confirmed. A status
// that is none of schedule's is given as it stands.
func (l Locale) Status(s schedule.Status) string {
	if row, ok := statuses[cmp.Or(s, schedule.Confirmed)]; ok {
		return l.pick(row)
	}
	return string(s)
}

// roles are the names of what one participant and what several do. Some
// languages name the office and not the person, which suits women and men.
var roles = map[schedule.RoleKind][2]string{
	schedule.Speaker: {
		"Speaker||Ponente||Palestrante|Orador|Intervention|발표자|講演者|演讲者|Vortrag|Spreker",
		"Speakers||Ponentes||Palestrantes|Oradores|Interventions|발표자|講演者|演讲者|Vorträge|Sprekers",
	},
	schedule.Chair: {
		"Chair||Presidencia||Presidência||Présidence|의장|座長|主席|Vorsitz|Voorzitter",
		"Chairs||Presidencia||Presidência||Présidence|의장|座長|主席|Vorsitz|Voorzitters",
	},
	schedule.Moderator: {
		"Moderator||Moderación||Moderação||Modération|사회|司会|主持人|Moderation|Moderator",
		"Moderators||Moderación||Moderação||Modération|사회|司会|主持人|Moderation|Moderatoren",
	},
	schedule.Panelist: {
		"Panelist|Panellist|Panelista||Painelista||Panéliste|패널|パネリスト|讨论嘉宾|Podium|Panellid",
		"Panelists|Panellists|Panelistas||Painelistas||Panélistes|패널|パネリスト|讨论嘉宾|Podium|Panelleden",
	},
	schedule.Interpreter: {
		"Interpreter||Intérprete||Intérprete||Interprète|통역|通訳|口译|Dolmetschen|Tolk",
		"Interpreters||Intérpretes||Intérpretes||Interprètes|통역|通訳|口译|Dolmetschen|Tolken",
	},
	schedule.Attendee: {
		"Attendee||Asistente||Participante||Participation|참석자|出席者|与会者|Teilnahme|Deelnemer",
		"Attendees||Asistentes||Participantes||Participation|참석자|出席者|与会者|Teilnahme|Deelnemers",
	},
}

// Role names what n participants do in a session, as it stands before their
// names: "Speaker", "Panelists", "패널". A role that is none of schedule's is
// given as it stands.
func (l Locale) Role(as schedule.RoleKind, n int) string {
	row, ok := roles[as]
	switch {
	case !ok:
		return string(as)
	case n == 1:
		return l.pick(row[0])
	}
	return l.pick(row[1])
}

// pick gives the locale's column of a row.
func (l Locale) pick(row string) string {
	for _, i := range [...]uint8{l.index, l.parent().index, 0} {
		if text := column(row, int(i)); text != "" {
			return text
		}
	}
	return ""
}
