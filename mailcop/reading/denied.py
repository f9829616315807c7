"""Files that are not passed on: programs, what starts programs, and documents that hold program code."""

from __future__ import annotations

# Ends of file names, without the dot. What Outlook and Gmail block, and Office documents with macros.
_NAMES = (
    "ade adp apk app appx appxbundle application appref-ms asp aspx bas bat cdxml chm cmd cnt com cpl dll dmg"
    " docm dotm exe fxp gadget grp hlp hpj hta htc img ins iqy iso isp its jar jnlp js jse ksh lnk mad maf mag"
    " mam maq mar mas mau mav maw mcf mda mdb mde mdt mdw mdz msc msh msh1 msh2 mshxml msi msix msixbundle msp mst"
    " msu nsh ocx ops osd pcd pif plg potm ppam ppsm pptm prf prg ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psm1 pst reg"
    " scf scr sct search-ms settingcontent-ms shb shs sldm slk sys udl url vb vbe vbp vbs vhd vhdx vsmacros"
    " vsw vxd webpnp website wim ws wsc wsf wsh xbap xlam xll xlsm xltm xnk"
)
DENIED_ENDINGS: frozenset[str] = frozenset(_NAMES.split())
# Types that the bytes prove, whatever the name says.
DENIED_TYPES: frozenset[str] = frozenset(
    {
        "application/x-msdownload", "application/x-executable", "application/x-mach-binary", "application/java-vm",
        "application/x-ms-shortcut", "application/vnd.ms-htmlhelp",
    }
)  # fmt: skip
