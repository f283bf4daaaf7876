<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sr_RS" sourcelanguage="en_GB">
    <context>
        <name>QAbstractFileIconProvider</name>
        <message>
            <source>Drive</source>
            <translation>Disk</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Fascikla</translation>
        </message>
    </context>
    <context>
        <name>QAbstractSpinBox</name>
        <message>
            <source>&amp;Select All</source>
            <translation>&amp;Izaberi sve</translation>
        </message>
        <message>
            <source>&amp;Step up</source>
            <translation>&amp;Povećaj</translation>
        </message>
        <message>
            <source>Step &amp;down</source>
            <translation>&amp;Smanji</translation>
        </message>
    </context>
    <context>
        <name>QFileDialog</name>
        <message>
            <source>&amp;Delete</source>
            <translation>&amp;Obriši</translation>
        </message>
        <message>
            <source>&amp;Look in:</source>
            <translation>&amp;Traži u:</translation>
        </message>
        <message>
            <source>&amp;New Folder</source>
            <translation>&amp;Nova fascikla</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>&amp;Otvori</translation>
        </message>
        <message>
            <source>&amp;Rename</source>
            <translation>&amp;Preimenuj</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Sačuvaj</translation>
        </message>
        <message>
            <source>All Files (*)</source>
            <translation>Sve datoteke (*)</translation>
        </message>
        <message>
            <source>Alt+Left</source>
            <translation>Alt+Left</translation>
        </message>
        <message>
            <source>Alt+Right</source>
            <translation>Alt+Right</translation>
        </message>
        <message>
            <source>Alt+Up</source>
            <translation>Alt+Up</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Nazad</translation>
        </message>
        <message>
            <source>Change to detail view mode</source>
            <translation>Prikaži sa detaljima</translation>
        </message>
        <message>
            <source>Change to list view mode</source>
            <translation>Prikaži kao listu</translation>
        </message>
        <message>
            <source>Create New Folder</source>
            <translation>Napravi fasciklu</translation>
        </message>
        <message>
            <source>Create a New Folder</source>
            <translation>Napravi novu fasciklu</translation>
        </message>
        <message>
            <source>Detail View</source>
            <translation>Detalji</translation>
        </message>
        <message>
            <source>File &amp;name:</source>
            <translation>&amp;Ime datoteke:</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Datoteke</translation>
        </message>
        <message>
            <source>Files of &amp;type:</source>
            <translation>&amp;Vrsta datoteke:</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Napred</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>Idi nazad</translation>
        </message>
        <message>
            <source>Go forward</source>
            <translation>Idi napred</translation>
        </message>
        <message>
            <source>Go to the parent directory</source>
            <translation>Idi u nadređenu fasciklu</translation>
        </message>
        <message>
            <source>List View</source>
            <translation>Lista</translation>
        </message>
        <message>
            <source>List of places and bookmarks</source>
            <translation>Mesta i obeleživači</translation>
        </message>
        <message>
            <source>Parent Directory</source>
            <translation>Nadređena fascikla</translation>
        </message>
        <message>
            <source>Show </source>
            <translation>Prikaži </translation>
        </message>
        <message>
            <source>Show &amp;hidden files</source>
            <translation>Prikaži &amp;skrivene datoteke</translation>
        </message>
        <message>
            <source>Sidebar</source>
            <translation>Bočna traka</translation>
        </message>
        <message>
            <source>Directory:</source>
            <translation>Fascikla:</translation>
        </message>
        <message>
            <source>&amp;Choose</source>
            <translation>&amp;Izaberi</translation>
        </message>
        <message>
            <source>New Folder</source>
            <translation>Nova fascikla</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Obriši</translation>
        </message>
        <message>
            <source>Recent Places</source>
            <translation>Nedavna mesta</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Ukloni</translation>
        </message>
        <message>
            <source>My Computer</source>
            <translation>Računar</translation>
        </message>
        <message>
            <source>%1
Directory not found.
Please verify the correct directory name was given.</source>
            <translation>%1
Fascikla nije pronađena.
Proverite da li je ime fascikle tačno.</translation>
        </message>
        <message>
            <source>%1
File not found.
Please verify the correct file name was given.</source>
            <translation>%1
Datoteka nije pronađena.
Proverite da li je ime datoteke tačno.</translation>
        </message>
        <message>
            <source>%1 already exists.
Do you want to replace it?</source>
            <translation>%1 već postoji.
Želite li da je zamenite?</translation>
        </message>
        <message>
            <source>'%1' is write protected.
Do you want to delete it anyway?</source>
            <translation>Datoteka „%1” je zaštićena od upisa.
Želite li ipak da je obrišete?</translation>
        </message>
        <message>
            <source>Are you sure you want to delete '%1'?</source>
            <translation>Želite li zaista da obrišete „%1”?</translation>
        </message>
        <message>
            <source>Could not delete directory.</source>
            <translation>Fascikla se ne može obrisati.</translation>
        </message>
    </context>
    <context>
        <name>QFileSystemModel</name>
        <message>
            <source>Computer</source>
            <translation>Računar</translation>
        </message>
        <message>
            <source>Date Modified</source>
            <translation>Izmenjeno</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Ime</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Veličina</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Vrsta</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Vrsta</translation>
        </message>
        <message>
            <source>My Computer</source>
            <translation>Računar</translation>
        </message>
        <message>
            <source>Invalid filename</source>
            <translation>Neispravno ime datoteke</translation>
        </message>
    </context>
    <context>
        <name>QLineEdit</name>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Opozovi</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Ponovi</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>&amp;Iseci</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Kopiraj</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Nalepi</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Obriši</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>Izaberi sve</translation>
        </message>
    </context>
    <context>
        <name>QPlatformTheme</name>
        <message>
            <source>OK</source>
            <translation>U redu</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Sačuvaj</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Otvori</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Da</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Ne</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Zatvori</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Otkaži</translation>
        </message>
    </context>
    <context>
        <name>QScrollBar</name>
        <message>
            <source>Scroll here</source>
            <translation>Pomeri ovde</translation>
        </message>
        <message>
            <source>Left edge</source>
            <translation>Leva ivica</translation>
        </message>
        <message>
            <source>Top</source>
            <translation>Vrh</translation>
        </message>
        <message>
            <source>Right edge</source>
            <translation>Desna ivica</translation>
        </message>
        <message>
            <source>Bottom</source>
            <translation>Dno</translation>
        </message>
        <message>
            <source>Page left</source>
            <translation>Stranica ulevo</translation>
        </message>
        <message>
            <source>Page up</source>
            <translation>Stranica nagore</translation>
        </message>
        <message>
            <source>Page right</source>
            <translation>Stranica udesno</translation>
        </message>
        <message>
            <source>Page down</source>
            <translation>Stranica nadole</translation>
        </message>
        <message>
            <source>Scroll left</source>
            <translation>Pomeri ulevo</translation>
        </message>
        <message>
            <source>Scroll up</source>
            <translation>Pomeri nagore</translation>
        </message>
        <message>
            <source>Scroll right</source>
            <translation>Pomeri udesno</translation>
        </message>
        <message>
            <source>Scroll down</source>
            <translation>Pomeri nadole</translation>
        </message>
    </context>
    <context>
        <name>QShortcut</name>
        <message>
            <source>Left</source>
            <translation>Levo</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Desno</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Razmaknica</translation>
        </message>
    </context>
    <context>
        <name>QTabBar</name>
        <message>
            <source>Scroll Left</source>
            <translation>Pomeri ulevo</translation>
        </message>
        <message>
            <source>Scroll Right</source>
            <translation>Pomeri udesno</translation>
        </message>
    </context>
    <context>
        <name>QWidgetTextControl</name>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Opozovi</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Ponovi</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>&amp;Iseci</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Kopiraj</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Nalepi</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Obriši</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>Izaberi sve</translation>
        </message>
        <message>
            <source>Copy &amp;Link Location</source>
            <translation>Kopiraj adresu &amp;veze</translation>
        </message>
    </context>
</TS>
