/** Why something about repositories, policies, tasks or following could not be done. */
export const changes = {
  "a repair changes the repository: name its step, and confirm it":
    "eine Reparatur ändert das Repository: ihren Schritt nennen und bestätigen",
  "The repository holds no snapshot yet, so there is nothing to restore for practice.":
    "Das Repository enthält noch keinen Snapshot; darum gibt es nichts zur Probe wiederherzustellen.",
  "every machine has a repository of its own in this place; name one of them, perhaps “{name}”":
    "jeder Computer hat an diesem Speicherort ein eigenes Repository; eines davon nennen, vielleicht „{name}“",
  "no second repository is named for this one; name it in its settings":
    "für dieses ist kein zweites Repository genannt; in seinen Einstellungen nennen",
  "there is no such machine": "diesen Computer gibt es nicht",
  "there is no such repository": "dieses Repository gibt es nicht",
  "there is no such policy": "diese Richtlinie gibt es nicht",
  "no machine maintains this repository; name one in its settings":
    "kein Computer pflegt dieses Repository; in seinen Einstellungen einen nennen",
  "this repository is maintained by {hostname}; leave the machine out":
    "dieses Repository pflegt {hostname}; den Computer weglassen",
  "every machine has a repository of its own in this place; name another repository":
    "jeder Computer hat an diesem Speicherort ein eigenes Repository; ein anderes nennen",
  "a repository is not copied to itself": "ein Repository wird nicht in sich selbst kopiert",
  "this policy does not back up to this repository": "diese Richtlinie sichert nicht in dieses Repository",
  "Reads what packs there are and writes the index anew. Takes nothing away.":
    "Liest, welche Pakete da sind, und schreibt den Index neu. Nimmt nichts weg.",
  "Writes the snapshots that miss something anew without it, and removes the old ones. What is missing is lost from them for good.":
    "Schreibt die Snapshots, denen etwas fehlt, ohne dieses neu und entfernt die alten. Was fehlt, ist in ihnen endgültig verloren.",
  "Saves what can still be read from the broken packs, keeps a copy of each beside, and takes them out of the repository.":
    "Rettet, was aus den beschädigten Paketen noch lesbar ist, bewahrt von jedem eine Kopie daneben auf und nimmt sie aus dem Repository.",
  "The repository password opens what is in it for ever: add a new key, remove the old one (restic key add, restic key remove), and start a new repository for what must stay secret.":
    "Das Passwort des Repositorys öffnet dessen Inhalt für immer: einen neuen Schlüssel hinzufügen, den alten entfernen (restic key add, restic key remove) und für alles, was geheim bleiben muss, ein neues Repository beginnen.",
  "The folder or drive: make sure that the machine cannot reach it any more.":
    "Der Ordner oder das Laufwerk: sicherstellen, dass der Computer es nicht mehr erreicht.",
  "The user name and password, or access keys, of the server: change them there, then save the new ones in the repository's settings.":
    "Benutzername und Passwort oder Zugangsschlüssel des Servers: dort ändern, dann die neuen in den Einstellungen des Repositorys speichern.",
  "The server lets everybody in: close it, or let only known machines reach it.":
    "Der Server lässt alle ein: schließen oder nur für bekannte Computer erreichbar machen.",
  "The database of this Holdfast is on a server, so nothing has to be carried over. Start Holdfast on the other computer with the same HOLDFAST_DATABASE_URL and the same key, then stop this one.":
    "Die Datenbank dieses Holdfast liegt auf einem Server; darum ist nichts zu übertragen. Holdfast auf dem anderen Computer mit derselben HOLDFAST_DATABASE_URL und demselben Schlüssel starten, dann dieses anhalten.",
  "This Holdfast has not handed over. Begin the move first.":
    "Dieses Holdfast hat noch nicht übergeben. Zuerst den Umzug beginnen.",
  "The database could not be copied: {message}. Make room, then try again.":
    "Die Datenbank ließ sich nicht kopieren: {message}. Platz schaffen, dann noch einmal versuchen.",
  "This computer follows {name}, and the new one would pass for it there. Leave {same} first; the new computer can join it again.":
    "Dieser Computer folgt {name}, und der neue würde dort für ihn gehalten. Zuerst {same} verlassen; der neue Computer kann wieder beitreten.",
  "A {Kind} runs on this computer, and its end could not be told after the move. Wait for it, or stop it.":
    "Auf diesem Computer läuft ein Auftrag ({Kind}), dessen Ende nach dem Umzug niemand melden könnte. Abwarten oder anhalten.",
  "The state does not open: it is not whole, was changed, or belongs to another kit. Copy both files again from the old computer.":
    "Der Stand lässt sich nicht öffnen: Er ist unvollständig, verändert oder gehört zu einem anderen Kit. Beide Dateien noch einmal vom alten Computer kopieren.",
  "at least one of the addresses is needed": "mindestens eine der Adressen wird gebraucht",
  "user name and password go together: give both, or neither":
    "Benutzername und Passwort gehören zusammen: beide angeben oder keines",
  "must be entered again, because it would go to another server":
    "muss neu eingegeben werden, weil es an einen anderen Server ginge",
  "There are {count, number} channels already. Remove one first.":
    "Es gibt schon {count} Kanäle. Zuerst einen entfernen.",
  "Another channel is called “{name}” already.": "Ein anderer Kanal heißt schon „{name}“.",
  "Another policy is called “{name}” already.": "Eine andere Richtlinie heißt schon „{name}“.",
  "Another repository is called “{name}” already.": "Ein anderes Repository heißt schon „{name}“.",
  "Other machines cannot reach this one yet. Switch orchestrator mode on first.":
    "Andere Computer erreichen diesen noch nicht. Zuerst den Orchestrator-Modus einschalten.",
  "This computer has no address in a network in which it could be found. Use a join code.":
    "Dieser Computer hat keine Adresse in einem Netzwerk, in dem er zu finden wäre. Einen Beitrittscode verwenden.",
  "Other machines do not find this one: {message}. Use a join code.":
    "Andere Computer finden diesen nicht: {message}. Einen Beitrittscode verwenden.",
  "No machine can join without a code now. Open “Add a computer” on the orchestrator and let it be found.":
    "Ohne Code kann jetzt kein Computer beitreten. Beim Orchestrator „Computer hinzufügen“ öffnen und ihn auffindbar machen.",
  "More than {count, number} tries to join came in, so it was switched off: perhaps somebody guesses. Use a join code.":
    "Mehr als {count} Beitrittsversuche kamen an; darum wurde es ausgeschaltet: Vielleicht rät jemand. Einen Beitrittscode verwenden.",
  "Too many machines have tried to join.": "Zu viele Computer haben versucht beizutreten.",
  "No machine can join now.": "Jetzt kann kein Computer beitreten.",
  "Other machines join over the network only.": "Andere Computer treten nur über das Netzwerk bei.",
  "This machine does not wait for a comparison.": "Dieser Computer wartet nicht auf einen Vergleich.",
  "Too many machines want to join at once.": "Zu viele Computer wollen auf einmal beitreten.",
  "This machine has shown its key already.": "Dieser Computer hat seinen Schlüssel schon gezeigt.",
  "is not the key that this machine bound itself to; begin anew":
    "ist nicht der Schlüssel, an den sich dieser Computer gebunden hat; neu beginnen",
  "The policy applies to this machine by the label “{label}”. Take the label from the machine, or from the policy.":
    "Die Richtlinie gilt für diesen Computer durch das Label „{label}“. Das Label vom Computer oder von der Richtlinie nehmen.",
  "This policy was changed since you opened it. Load it again, then repeat your change.":
    "Diese Richtlinie wurde seit dem Öffnen geändert. Neu laden, dann die Änderung wiederholen.",
  "This repository was changed since you opened it. Load it again, then repeat your change.":
    "Dieses Repository wurde seit dem Öffnen geändert. Neu laden, dann die Änderung wiederholen.",
  "The settings were changed since you opened them. Load them again, then repeat your change.":
    "Die Einstellungen wurden seit dem Öffnen geändert. Neu laden, dann die Änderung wiederholen.",
  "Machines use this policy. Take it from them first, then delete it.":
    "Computer verwenden diese Richtlinie. Zuerst dort entziehen, dann löschen.",
  "is managed by {name}; choose one of this computer's own":
    "wird von {name} verwaltet; ein eigenes dieses Computers wählen",
  "this repository belongs to one machine; name the place that it is in":
    "dieses Repository gehört einem Computer; den Speicherort nennen, in dem es liegt",
  "The machine gave no answer. Bring it to this version, then try again.":
    "Der Computer gab keine Antwort. Auf diese Version bringen, dann noch einmal versuchen.",
  "The machine sent an answer that Holdfast does not understand. Bring both to the same version, then try again.":
    "Der Computer gab eine Antwort, die Holdfast nicht versteht. Beide auf dieselbe Version bringen, dann noch einmal versuchen.",
  "{count, number} {What} are at work already. Wait until one of them has ended, then try again.":
    "{count} {What} laufen schon. Warten, bis eine davon fertig ist, dann noch einmal versuchen.",
  "counts of folders": "Ordnerzählungen",
  searches: "Suchen",
  downloads: "Datei-Abholungen",
  "this machine has no policy that backs up to this repository":
    "dieser Computer hat keine Richtlinie, die in dieses Repository sichert",
  "The machine is offline, so it cannot be asked. Switch it on or choose another machine, then try again.":
    "Der Computer ist offline und lässt sich nicht fragen. Einschalten oder einen anderen wählen, dann noch einmal versuchen.",
  "No machine that could open this repository is online. Switch one on, then try again.":
    "Kein Computer, der dieses Repository öffnen könnte, ist online. Einen einschalten, dann noch einmal versuchen.",
  "The connection to the machine broke while it answered. Check that it is switched on and online, then try again.":
    "Die Verbindung zum Computer brach während der Antwort ab. Prüfen, ob er an und online ist, dann noch einmal versuchen.",
  "The machine did not answer within {seconds, number} seconds. It may be asleep, offline or busy; check it, then try again.":
    "Der Computer hat innerhalb von {seconds} Sekunden nicht geantwortet. Vielleicht ist er im Ruhezustand, offline oder beschäftigt; nachsehen, dann noch einmal versuchen.",
  "does not open this file: the code is another one, or the file was changed":
    "öffnet diese Datei nicht: Es ist ein anderer Code, oder die Datei wurde verändert",
  "is not a recovery code: seven groups of four letters and digits":
    "ist kein Notfall-Code: sieben Gruppen aus vier Buchstaben und Ziffern",
  "Every machine has a repository of its own in this place. Check the kits of those.":
    "Jeder Computer hat an diesem Speicherort ein eigenes Repository. Deren Kits prüfen.",
  "this kit was made before the repository was added":
    "dieses Kit ist älter als das Hinzufügen des Repositorys",
  "This kit leads to another place than the repository is at now. Make a new one and keep that.":
    "Dieses Kit führt zu einem anderen Speicherort, als das Repository jetzt hat. Ein neues anlegen und aufbewahren.",
  "must end with the path, without ? or #": "muss mit dem Pfad enden, ohne ? oder #",
  "only a rest-server is reached elsewhere for pruning":
    "nur ein rest-server wird zum Bereinigen anderswo erreicht",
  "a folder needs none; they are for servers": "ein Ordner braucht keine; sie sind für Server",
  "is nothing that {kind} knows; it takes {names}": "kennt {kind} nicht; möglich: {names}",
  "access key and secret key belong together": "Zugangsschlüssel und geheimer Schlüssel gehören zusammen",
  "Policies back up to this repository: {names}. Give them another one, then delete it.":
    "Richtlinien sichern in dieses Repository: {names}. Ihnen ein anderes geben, dann löschen.",
  "A task waits for this repository or works on it. Stop the task or wait for its end, then delete the repository.":
    "Ein Auftrag wartet auf dieses Repository oder arbeitet daran. Anhalten oder sein Ende abwarten, dann das Repository löschen.",
  "Another repository is at this place than the one that Holdfast knows. Bring the right drive or folder back, correct the location, or add what is there as a repository of its own.":
    "An diesem Speicherort ist ein anderes Repository als das, das Holdfast kennt. Das richtige Laufwerk oder den richtigen Ordner zurückbringen, den Speicherort berichtigen oder das dortige als eigenes Repository hinzufügen.",
  "only the machine that maintains the repository has this sign-in; leave it out":
    "diese Anmeldung hat nur der Computer, der das Repository pflegt; weglassen",
  "the repository “{name}” is at this place already; use that one":
    "an diesem Speicherort ist schon das Repository „{name}“; dieses verwenden",
  "This repository belongs to one machine. Change the place that it is in.":
    "Dieses Repository gehört einem Computer. Den Speicherort ändern, in dem es liegt.",
  "cannot be changed once machines have backed up there; add another repository":
    "lässt sich nicht mehr ändern, sobald Computer dorthin gesichert haben; ein anderes Repository hinzufügen",
  "The new password was not saved, because no machine is online that could try whether it opens the repository. {Kept} Switch one on, then save again.":
    "Das neue Passwort wurde nicht gespeichert, weil kein Computer online ist, der es am Repository ausprobieren könnte. {Kept} Einen einschalten, dann noch einmal speichern.",
  "The repository is as it was, with the password that was saved before.":
    "Das Repository ist unverändert, mit dem zuvor gespeicherten Passwort.",
  "The new password was not saved, because it could not be tried: {Obstacle} {Kept} Mend that, then save again.":
    "Das neue Passwort wurde nicht gespeichert, weil es sich nicht ausprobieren ließ: {Obstacle} {Kept} Das beheben, dann noch einmal speichern.",
  "it could not open the repository.": "das Repository ließ sich nicht öffnen.",
  "{hostname}: it did not come to an end.": "{hostname}: kein Ende abzusehen.",
  "does not open the repository (tried by {hostname}). The saved one was kept and nothing was changed. Type it again, or leave it out to keep the saved one.":
    "öffnet das Repository nicht (ausprobiert von {hostname}). Das gespeicherte bleibt, nichts wurde geändert. Noch einmal eingeben oder weglassen, um das gespeicherte zu behalten.",
  "A chunk of log has at most 256 KiB of text.": "Ein Stück Protokoll hat höchstens 256 KiB Text.",
  "is not {packing} in base64": "ist kein {packing} in base64",
  "must be that of one machine: several in this place hold a snapshot with such an id":
    "muss das eines Computers sein: Mehrere an diesem Speicherort haben einen Snapshot mit einer solchen ID",
  "is needed: several repositories hold a snapshot with such an id":
    "wird gebraucht: Mehrere Repositorys haben einen Snapshot mit dieser ID",
  "does not fit the data; send the chunk again": "passt nicht zu den Daten; noch einmal senden",
  "Another attempt has taken over; this report was kept but changes nothing.":
    "Ein anderer Versuch hat übernommen; dieser Bericht wurde behalten, ändert aber nichts.",
  "name the policy; this machine has not just one":
    "die Richtlinie nennen; dieser Computer hat nicht nur eine",
  "“{name}” was never assigned to this machine.": "„{name}“ war diesem Computer nie zugeordnet.",
  "several snapshots begin like this; give the whole id":
    "mehrere Snapshots beginnen so; die ganze ID angeben",
  "this snapshot is in another repository": "dieser Snapshot ist in einem anderen Repository",
  "no machine runs here; name the one that shall get the files":
    "hier läuft kein Computer; den nennen, der die Dateien bekommen soll",
  "The comparison broke off before its end. Try again; if it happens again, look at the machine's log.":
    "Der Vergleich brach vor dem Ende ab. Noch einmal versuchen; geschieht es wieder, das Protokoll des Computers ansehen.",
  "The machine ended without a plan. Try again; if it happens again, look at its log.":
    "Der Computer endete ohne Plan. Noch einmal versuchen; geschieht es wieder, sein Protokoll ansehen.",
  "This task has ended already.": "Dieser Auftrag ist schon zu Ende.",
  "This task has not ended yet.": "Dieser Auftrag ist noch nicht zu Ende.",
  "The next run of this policy waits already.": "Der nächste Lauf dieser Richtlinie wartet schon.",
  "The repository of this task was deleted.": "Das Repository dieses Auftrags wurde gelöscht.",
  "The machine of this task was removed, so nobody can do it.":
    "Der Computer dieses Auftrags wurde entfernt; darum kann ihn niemand ausführen.",
  "The policy of this task was deleted.": "Die Richtlinie dieses Auftrags wurde gelöscht.",
  "only a prune, an unlock or a repair can be confirmed":
    "nur Bereinigen, Entsperren und Reparieren lassen sich bestätigen",
  "is for a repair only": "gilt nur für eine Reparatur",
  "this install has no machine of its own; name one":
    "diese Installation hat keinen eigenen Computer; einen nennen",
  "a backup follows a policy; name it": "eine Sicherung folgt einer Richtlinie; diese nennen",
  "name the repository": "das Repository nennen",
  "This computer follows {name} already. Leave it first, then join the other one.":
    "Dieser Computer folgt schon {name}. Zuerst verlassen, dann dem anderen beitreten.",
  "This install cannot follow another one.": "Diese Installation kann keiner anderen folgen.",
  "is this computer itself": "ist dieser Computer selbst",
  "Another orchestrator answers at {address}.": "Unter {address} antwortet ein anderer Orchestrator.",
  "This computer follows nobody.": "Dieser Computer folgt niemandem.",
  "There somebody said no: the digits were not the same, or this computer was not expected. Nothing was sent. If the digits differed, use a join code.":
    "Dort hat jemand abgelehnt: Die Ziffern waren nicht gleich, oder dieser Computer wurde nicht erwartet. Nichts wurde gesendet. Waren die Ziffern verschieden, einen Beitrittscode verwenden.",
  "Nobody said yes on both sides within two minutes. Nothing was sent. Begin anew, with somebody at both computers.":
    "Innerhalb von zwei Minuten wurde nicht auf beiden Seiten zugestimmt. Nichts wurde gesendet. Neu beginnen, mit jemandem an beiden Computern.",
  "The code that came back is one of somebody else.": "Der Code, der zurückkam, gehört jemand anderem.",
  "It was stopped here. Nothing was sent.": "Hier angehalten. Nichts wurde gesendet.",
  "There are no digits to be compared any more. Begin anew.":
    "Es sind keine Ziffern mehr zu vergleichen. Neu beginnen.",
  "The orchestrator gave no key.": "Der Orchestrator gab keinen Schlüssel.",
  "The code says that it is of {name}, which this computer follows, but with another key. If that one was set up anew, leave it first; if not, somebody else made the code.":
    "Der Code gibt sich als der von {name} aus, dem dieser Computer folgt, aber mit anderem Schlüssel. Wurde jener neu eingerichtet, zuerst verlassen; wenn nicht, stammt der Code von jemand anderem.",
  "This install runs no agent, so there is no machine that could be looked after. Start it without --no-agent.":
    "Diese Installation führt keinen Agenten aus; darum gibt es keinen Computer zu betreuen. Ohne --no-agent starten.",
  "This {What} is managed by {name}, so it cannot be changed here. Ask there, or make one of your own.":
    "{What}: wird von {name} verwaltet und lässt sich hier nicht ändern. Dort fragen oder etwas Eigenes anlegen.",
  "The followed orchestrator sent a {What} with the id of “{name}”, which is this computer's own. It was left as it is.":
    "Der Orchestrator, dem gefolgt wird, hat ein Objekt ({What}) mit der ID von „{name}“ gesendet, das diesem Computer selbst gehört. Es blieb, wie es ist.",
  "This machine could not answer.": "Dieser Computer konnte nicht antworten.",
  "An answer is sent as application/x-ndjson.": "Eine Antwort wird als application/x-ndjson gesendet.",
  "back to where they came from": "dorthin zurück, woher sie kamen",
  "to {target}": "nach {target}",
  "{Place}; files that are there stay as they are": "{Place}; vorhandene Dateien bleiben, wie sie sind",
  "{Place}, over files that are there": "{Place}, über vorhandene Dateien",
};
