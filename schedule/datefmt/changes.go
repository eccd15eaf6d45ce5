package datefmt

import "github.com/plenaria/plenaria/schedule"

// changeKinds name the kinds of changes, as they stand before what was and what
// is now.
var changeKinds = map[schedule.ChangeKind]string{
	schedule.ChangeAdded:      "New||Nuevo||Novo||Nouveau|신규|追加|新增|Neu|Nieuw",
	schedule.ChangeRemoved:    "Removed||Eliminado||Retirado||Supprimé|삭제|削除|已删除|Entfällt|Vervallen",
	schedule.ChangeCancelled:  "Canceled|Cancelled|Cancelado||Cancelado||Annulé|취소|中止|已取消|Abgesagt|Geannuleerd",
	schedule.ChangeReinstated: "Takes place after all||Se celebra finalmente||Mantido||Finalement maintenu|취소 철회|中止取り消し|恢复举行|Findet doch statt|Gaat toch door",
	schedule.ChangeStatus:     "Status||Estado||Situação|Estado|Statut|상태|状態|状态|Status|Status",
	schedule.ChangeSwapped:    "Swapped with||Intercambiado con||Trocado com||Échangé avec|순서 교환|入れ替え|对调|Getauscht mit|Geruild met",
	schedule.ChangeMoved:      "Moved||Nuevo horario||Novo horário||Nouvel horaire|시간 변경|時間変更|时间变更|Verlegt|Verplaatst",
	schedule.ChangeShifted:    "Clock change||Cambio de hora||Mudança de hora||Changement d’heure|시차 변경|時差変更|时差变更|Zeitverschiebung|Tijdsverschuiving",
	schedule.ChangeRezoned:    "Time zone||Zona horaria|Huso horario|Fuso horário||Fuseau horaire|시간대|タイムゾーン|时区|Zeitzone|Tijdzone",
	schedule.ChangeLonger:     "Longer||Más largo||Mais longo||Plus long|연장|延長|延长|Länger|Langer",
	schedule.ChangeShorter:    "Shorter||Más corto||Mais curto||Plus court|단축|短縮|缩短|Kürzer|Korter",
	schedule.ChangeSeries:     "Series||Serie||Série||Série|반복 일정|繰り返し|系列|Serie|Reeks",
	schedule.ChangeRelocated:  "Room||Sala||Sala||Salle|장소|会場|会场|Raum|Zaal",
	schedule.ChangeRetitled:   "Title||Título||Título||Titre|제목|題名|标题|Titel|Titel",
	schedule.ChangePeople:     "Order of participants||Orden de participantes||Ordem dos participantes||Ordre des participants|참가자 순서|参加者の順序|参加者顺序|Reihenfolge der Beteiligten|Volgorde van deelnemers",
	schedule.ChangeParts:      "Items||Puntos||Itens|Pontos|Points|세부 순서|内容|内容|Punkte|Onderdelen",
	schedule.ChangeNotes:      "Notes||Observaciones||Observações||Remarques|비고|備考|备注|Bemerkungen|Opmerkingen",
	schedule.ChangeSplit:      "Now in parallel||Ahora en paralelo||Agora em paralelo||Désormais en parallèle|동시 진행으로 분리|同時進行に分割|改为分会场|Jetzt parallel|Nu parallel",
	schedule.ChangeMerged:     "No longer in parallel||Ya no en paralelo||Não mais em paralelo|Deixa de ser em paralelo|Plus en parallèle|동시 진행 통합|同時進行を統合|分会场合并|Nicht mehr parallel|Niet meer parallel",
	schedule.ChangeRegrouped:  "Parallel to||En paralelo con||Em paralelo com||En parallèle avec|동시 진행|同時進行|同时进行|Parallel zu|Parallel met",
	schedule.ChangeReordered:  "Order||Orden||Ordem||Ordre|순서|順序|顺序|Reihenfolge|Volgorde",
	schedule.ChangeHours:      "Hours||Horario||Horário||Horaires|운영 시간|開催時間|开放时间|Öffnungszeiten|Openingstijden",
	schedule.ChangeDetails:    "Also changed||También cambia||Também muda||Change aussi|기타 변경|その他の変更|其他变更|Auch geändert|Ook gewijzigd",
}

// Change names a kind of change as it stands before what it was and what it is
// now: "Moved", "Nuevo horario", "시간 변경". A kind that is none of schedule's
// is given as it stands.
func (l Locale) Change(k schedule.ChangeKind) string {
	if row, ok := changeKinds[k]; ok {
		return l.pick(row)
	}
	return string(k)
}

// fields name what [schedule.Change] has in Fields.
var fields = map[string]string{
	"abstract":  "abstract||resumen||resumo||résumé|초록|要旨|摘要|Zusammenfassung|samenvatting",
	"address":   "address||dirección||endereço|morada|adresse|주소|住所|地址|Adresse|adres",
	"also":      "zones shown||zonas mostradas|husos mostrados|fusos exibidos|fusos apresentados|fuseaux affichés|표시 시간대|表示する時間帯|显示的时区|gezeigte Zeitzonen|getoonde tijdzones",
	"countries": "countries||países||países||pays|참가국|参加国|参与国|Länder|landen",
	"country":   "country||país||país||pays|국가|国|国家|Land|land",
	"day":       "day of the program|day of the programme|día del programa||dia da programação|dia do programa|jour du programme|일차|日程の日|日程日|Programmtag|programmadag",
	"domain":    "domain||dominio||domínio||domaine|도메인|ドメイン|域名|Domain|domein",
	"email":     "email address||correo electrónico||e-mail||adresse électronique|이메일|メールアドレス|电子邮件|E-Mail-Adresse|e-mailadres",
	"geo":       "position||ubicación||localização||position|위치|位置|位置|Lage|ligging",
	"id":        "ID||identificador||identificador||identifiant|식별자|識別子|标识符|Kennung|kenmerk",
	"kind":      "kind||tipo||tipo||type|종류|種類|类型|Art|soort",
	"langs":     "languages||idiomas||idiomas||langues|언어|言語|语言|Sprachen|talen",
	"link":      "link||enlace||link|ligação|lien|링크|リンク|链接|Link|link",
	"org":       "organization||organización||organização||organisation|소속|所属|所属机构|Organisation|organisatie",
	"organizer": "organizer||organizador||organizador||organisateur|주최|主催|主办方|Veranstalter|organisator",
	"revision":  "version||versión||versão||version|판|版|版本|Fassung|versie",
	"streamURL": "online access||acceso en línea||acesso on-line|acesso em linha|accès en ligne|온라인 참여|オンライン参加|在线参与|Online-Zugang|onlinetoegang",
	"track":     "track||eje temático||trilha|eixo temático|thématique|분과|トラック|专题|Themenbereich|thema",
	"url":       "page||página||página||page|웹페이지|ページ|网页|Seite|pagina",
	"zone":      "time zone||zona horaria|huso horario|fuso horário||fuseau horaire|시간대|タイムゾーン|时区|Zeitzone|tijdzone",
}

// Field names a field of the model as [schedule.Change] has it in Fields: in
// the middle of a sentence, such as "time zone". One that is none is given as it
// stands.
func (l Locale) Field(name string) string {
	if row, ok := fields[name]; ok {
		return l.pick(row)
	}
	return name
}
